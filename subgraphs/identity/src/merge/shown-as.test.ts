import { Person } from '../person/person.entity.js';
import { clustersOf } from './clusters.js';
import { type HoldingMerge, shownAs } from './shown-as.js';

const person = (id: string, known: Partial<Person>) =>
  Object.assign(new Person(), {
    id,
    displayName: id,
    email: null,
    phone: null,
    lifecycleStage: 'VISITOR',
    leadStatus: null,
    orderCount: 0,
    activityCount: 0,
    customerValueUnits: 0n,
    lastActivityAt: null,
    ...known,
  });
const people = [
  person('ann', { phone: '+491', lifecycleStage: 'LEAD' as never }),
  person('bob', { email: 'bob@kith.test', emailVerified: true, phone: '+492' }),
  person('cy', { email: 'cy@kith.test', lifecycleStage: 'CUSTOMER' as never }),
  person('dee', {}),
];
const members = new Map(people.map((one) => [one.id, one]));
const seen = (id: string, ...merges: HoldingMerge[]) => shownAs(id, { members, merges });
const bobIsAnn: HoldingMerge = { survivorId: 'ann', loserIds: ['bob'], chosen: {} };

test('what the survivor lacks is shown of the first who has it, and proofs go with what they prove', () => {
  expect(seen('ann', bobIsAnn)).toMatchObject({
    id: 'ann',
    displayName: 'ann',
    phone: '+491',
    email: 'bob@kith.test',
    emailVerified: true,
    lifecycleStage: 'LEAD',
  });
});

test('a choice wins, the newest before older ones', () => {
  const older = { ...bobIsAnn, chosen: { phone: 'bob' } };
  const newer = { survivorId: 'ann', loserIds: ['cy'], chosen: { displayName: 'cy', phone: 'ann' } };
  expect(seen('ann', older, newer)).toMatchObject({
    displayName: 'cy',
    phone: '+492',
    lifecycleStage: 'CUSTOMER',
  });
  expect(seen('ann', bobIsAnn, newer)).toMatchObject({ displayName: 'cy', phone: '+491' });
});

test('who was merged before is shown as they were seen', () => {
  const annIsDee = { survivorId: 'dee', loserIds: ['ann'], chosen: { displayName: 'ann' } };
  const shown = seen('dee', { ...bobIsAnn, chosen: { displayName: 'bob' } }, annIsDee);
  expect(shown).toMatchObject({ id: 'dee', displayName: 'bob', email: 'bob@kith.test', phone: '+491' });
});

test('who is one is seen as whom no merge takes for another', () => {
  const merges = [bobIsAnn, { survivorId: 'dee', loserIds: ['ann'], chosen: {} }];
  expect(clustersOf(['ann', 'bob', 'cy', 'dee'], merges)).toEqual([
    { id: 'dee', members: ['ann', 'bob', 'dee'] },
    { id: 'cy', members: ['cy'] },
  ]);
});
