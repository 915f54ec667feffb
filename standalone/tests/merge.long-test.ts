import { randomOf } from '@kith/kernel/testing';
import { createTestOrganization, type TestOrganization } from './isolation/organization.js';

/** All that the graph knows of a person, without ids and times, which differ between equal people. */
const known = `displayName email lifecycleStage leadScore hasOrdered customerValue { amount } customer { orderCount totalSpent { amount } } contact { jobTitle }
  orders(first: 35, orderBy: [{ field: PLACED_AT, direction: ASC }]) { totalCount nodes { placedAt lines { title } } }
  deals(first: 100, orderBy: [{ field: TITLE, direction: ASC }]) { totalCount nodes { title } }
  activities(first: 100, orderBy: [{ field: OCCURRED_AT, direction: ASC }]) { totalCount nodes { type occurredAt } }`;
const everybody = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Person { id ${known} } } }`;

let organization: TestOrganization;
beforeAll(async () => {
  organization = await createTestOrganization('twins');
});

async function see(ids: readonly string[]): Promise<Seen[]> {
  await organization.settled();
  const { data, errors } = await organization.ask(everybody, { ids });
  expect(errors).toBeUndefined();
  return data.nodes;
}

interface Seen {
  readonly id: string;
  readonly orders: { readonly totalCount: number };
  readonly deals: { readonly totalCount: number };
}

async function makePeople(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let place = 0; place < count; place++) {
    const input = { displayName: `Merged ${place}` };
    ids.push((await organization.write('createPerson', input, 'person { id }')).person.id);
  }
  return ids;
}

async function makeStage(): Promise<string> {
  const input = { name: 'Sales', stages: [{ name: 'New' }] };
  return (await organization.write('createPipeline', input, 'pipeline { stages { id } }')).pipeline.stages[0]
    .id;
}

/** Writes the same for a person of those who are merged, and for their double, who never is. */
type Work = (personId: string, step: number) => Promise<unknown>;

const order: Work = (personId, step) => {
  const placedAt = new Date(Date.UTC(2026, 0, 1, 0, step)).toISOString();
  const lines = [{ title: `L${step}`, quantity: 1, unitPrice: `${step}.5` }];
  const externalId = { system: 'merge-test', id: `${personId}/${step}` };
  const input = { orders: [{ externalId, personId, placedAt, lines }] };
  return organization.write('importOrders', input, 'results { order { id } }');
};

const activity: Work = (personId, step) => {
  const occurredAt = new Date(Date.UTC(2026, 0, 1, 0, step)).toISOString();
  const input = { type: 'CALL', subject: `S${step}`, personId, occurredAt };
  return organization.write('logActivity', input, 'activity { id }');
};

test('the lists of a survivor hold the rows of all, and undone in any order everything is as if never merged', async () => {
  const stageId = await makeStage();
  const deal: Work = (personId, step) =>
    organization.write(
      'createDeal',
      { title: `D${String(step).padStart(3, '0')}`, amount: '1', stageId, personId },
      'deal { id }',
    );
  const works = [order, deal, activity];
  const size = 5;
  const [people, doubles] = [await makePeople(size), await makePeople(size)];
  const random = randomOf(7);
  const merges: string[] = [];
  const rows = people.map(() => 0);
  for (let step = 1; step <= 45; step++) {
    const chance = random.below(5);
    if (chance === 0 && merges.length > 0) {
      const [mergeId] = merges.splice(random.below(merges.length), 1);
      await organization.write('unmergePeople', { mergeId }, 'merge { id }');
    } else if (chance === 1) {
      const [survivorId, other] = [random.of(people), random.of(people)];
      const [one, two] = await see([survivorId, other]);
      if (one?.id === two?.id) continue;
      const input = { survivorId, otherIds: [other] };
      merges.push((await organization.write('mergePeople', input, 'merge { id }')).merge.id);
    } else {
      const [place, work] = [random.below(size), random.of(works)];
      if (work !== activity) rows[place] = (rows[place] as number) + 1;
      await work(people[place] as string, step);
      await work(doubles[place] as string, step);
    }
    if (step % 9 === 0) await expectWholeLists(people, rows);
  }
  while (merges.length > 0) {
    const [mergeId] = merges.splice(random.below(merges.length), 1);
    await organization.write('unmergePeople', { mergeId }, 'merge { id }');
  }
  const apart = await see(people);
  expect(apart.map(({ id }) => id)).toEqual(people);
  const nameless = (seen: Seen[]) => seen.map(({ id: _, ...rest }) => rest);
  expect(nameless(apart)).toEqual(nameless(await see(doubles)));
});

/** Whoever are one see the orders and deals of each of them. */
async function expectWholeLists(people: readonly string[], rows: readonly number[]): Promise<void> {
  const seen = await see(people);
  const wanted = seen.map(({ id }) =>
    rows.filter((_, place) => seen[place]?.id === id).reduce((sum, count) => sum + count, 0),
  );
  expect(seen.map(({ orders, deals }) => orders.totalCount + deals.totalCount)).toEqual(wanted);
}
