import { createTestOrganization } from '../isolation/organization.js';
import { travelOften } from './sequence.js';

test('in a hundred random sequences over all five subgraphs, the past is what was seen', async () => {
  const organization = await createTestOrganization('travel');
  const seed = Date.now() % 1_000_000;
  expect(await travelOften(organization, { seed, sequences: 100, atOnce: 10 })).toEqual([]);
});
