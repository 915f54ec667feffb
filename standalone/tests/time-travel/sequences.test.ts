import { createTestOrganization } from '../isolation/organization.js';
import { travelOften } from './sequence.js';

test('what was seen of a person after each change is seen again as of that moment', async () => {
  const organization = await createTestOrganization('travel');
  const seed = Date.now() % 1_000_000;
  expect(await travelOften(organization, { seed, sequences: 3, atOnce: 3 })).toEqual([]);
});
