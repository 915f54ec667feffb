import { randomUUID } from 'node:crypto';
import { encodeId } from '@kith/kernel';
import { type Ask, driftOf, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { crm } from '../src/index.js';

let app: TestSubgraph;
let manager: Ask;
let stages: Record<string, string>;
beforeAll(async () => {
  app = await testSubgraph(crm);
  manager = app.as('MANAGER');
  await app.hear({ source: 'identity', type: 'organization.created', payload: { currencyCode: 'EUR' } });
  stages = await pipeline('Sales');
});
afterAll(() => app.stop());

async function pipeline(name: string): Promise<Record<string, string>> {
  const { data } = await manager(
    `mutation ($name: String!) { createPipeline(input: { name: $name, stages: [{ name: "New" }, { name: "Offer" }, { name: "Won", kind: WON }, { name: "Lost", kind: LOST }] }) {
      pipeline { stages { id name } } userErrors { code } } }`,
    { name },
  );
  return Object.fromEntries(
    data.createPipeline.pipeline.stages.map(({ id, name: stage }: { id: string; name: string }) => [
      stage,
      id,
    ]),
  );
}

const newPerson = () => encodeId('Person', randomUUID());

async function write(
  mutation: string,
  input: object,
  selection = 'deal { id version closedAt lostReason amount { amount currencyCode } stage { name } }',
  ask = manager,
) {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} userErrors { code path } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data[mutation];
}

const deal = async () =>
  (await write('createDeal', { title: 'Big', amount: '10.5', stageId: stages.New })).deal;

test('a deal is moved while it is open, closed by its last stage, and reopened before it moves again', async () => {
  const { id, amount } = await deal();
  expect(amount).toEqual({ amount: '10.50', currencyCode: 'EUR' });
  expect((await write('moveDeal', { id, stageId: stages.Offer, expectedVersion: 1 })).deal).toMatchObject({
    version: 2,
    closedAt: null,
    stage: { name: 'Offer' },
  });
  expect((await write('moveDeal', { id, stageId: stages.Won })).deal).toMatchObject({
    closedAt: expect.any(String),
    stage: { name: 'Won' },
  });
  expect((await write('moveDeal', { id, stageId: stages.New })).userErrors).toEqual([
    { code: 'STATE_TRANSITION_NOT_ALLOWED', path: ['id'] },
  ]);
  expect((await write('reopenDeal', { id, stageId: stages.Won })).userErrors[0].code).toBe(
    'STATE_TRANSITION_NOT_ALLOWED',
  );
  expect((await write('reopenDeal', { id, stageId: stages.Offer })).deal).toMatchObject({
    closedAt: null,
    stage: { name: 'Offer' },
  });
});

test('a lost deal says why, and a deal stays in its pipeline', async () => {
  const { id } = await deal();
  expect((await write('moveDeal', { id, stageId: stages.Lost })).userErrors).toEqual([
    { code: 'REQUIRED', path: ['lostReason'] },
  ]);
  const other = await pipeline('Partners');
  expect((await write('moveDeal', { id, stageId: other.New })).userErrors).toEqual([
    { code: 'STATE_TRANSITION_NOT_ALLOWED', path: ['stageId'] },
  ]);
  expect((await write('moveDeal', { id, stageId: stages.Lost, lostReason: 'Price' })).deal).toMatchObject({
    lostReason: 'Price',
  });
});

test('a stale move is refused and changes nothing', async () => {
  const { id } = await deal();
  await write('updateDeal', { id, title: 'Bigger' });
  expect((await write('moveDeal', { id, stageId: stages.Won, expectedVersion: 1 })).userErrors).toEqual([
    { code: 'STALE_VERSION', path: ['expectedVersion'] },
  ]);
  expect((await manager(`{ deal(id: "${id}") { title closedAt stage { name } } }`)).data.deal).toEqual({
    title: 'Bigger',
    closedAt: null,
    stage: { name: 'New' },
  });
});

test('a stage with deals is not deleted, and the board sums its stages', async () => {
  const board = await pipeline('Board');
  for (const amount of ['1', '2.25']) await write('createDeal', { title: 'D', amount, stageId: board.New });
  expect((await write('deleteStage', { id: board.New }, 'pipeline { id }')).userErrors).toEqual([
    { code: 'STATE_TRANSITION_NOT_ALLOWED', path: ['id'] },
  ]);
  expect(
    (await write('deleteStage', { id: board.Offer }, 'pipeline { stages { name dealCount dealAmount } }'))
      .pipeline.stages,
  ).toEqual([
    { name: 'New', dealCount: 2, dealAmount: '3.25' },
    { name: 'Won', dealCount: 0, dealAmount: '0.00' },
    { name: 'Lost', dealCount: 0, dealAmount: '0.00' },
  ]);
});

test('a person is one contact, with a timeline of all that happened, the latest first', async () => {
  const personId = newPerson();
  await write('createContact', { personId, jobTitle: 'Buyer' }, 'contact { id leadStatus }');
  expect((await write('createContact', { personId }, 'contact { id }')).userErrors).toEqual([
    { code: 'UNIQUE', path: ['personId'] },
  ]);
  for (const [type, occurredAt] of [
    ['CALL', '2026-01-01T00:00:00Z'],
    ['NOTE', '2026-03-01T00:00:00Z'],
    ['TASK', '2026-02-01T00:00:00Z'],
  ]) {
    await write('logActivity', { type, occurredAt, subject: 'About it', personId }, 'activity { id }');
  }
  const { data } = await manager(
    `query ($people: [_Any!]!) { _entities(representations: $people) { ... on Person { contact { jobTitle leadStatus }
      all: activities { nodes { type status } } calls: activities(filter: { type: { eq: CALL } }) { totalCount } } } }`,
    { people: [{ __typename: 'Person', id: personId }] },
  );
  expect(data._entities[0]).toEqual({
    contact: { jobTitle: 'Buyer', leadStatus: 'NEW' },
    all: {
      nodes: [
        { type: 'NOTE', status: null },
        { type: 'TASK', status: 'OPEN' },
        { type: 'CALL', status: null },
      ],
    },
    calls: { totalCount: 1 },
  });
  expect(
    (await write('logActivity', { type: 'NOTE', subject: 'Of nobody' }, 'activity { id }')).userErrors[0]
      .code,
  ).toBe('REQUIRED');
});

test('a mistake is told where it stands: in a row of many activities, in a stage of a new pipeline', async () => {
  const personId = newPerson();
  const activities = [
    { type: 'NOTE', subject: 'One', personId },
    { type: 'NOTE', subject: 'Of nobody' },
  ];
  expect(await write('logActivities', { activities }, 'logged')).toEqual({
    logged: null,
    userErrors: [{ code: 'REQUIRED', path: ['activities', '1', 'personId'] }],
  });
  const filter = `{ personId: { eq: "${personId}" } }`;
  expect((await manager(`{ activities(filter: ${filter}) { totalCount } }`)).data.activities.totalCount).toBe(
    0,
  );
  const made = await write(
    'createPipeline',
    { name: 'Blank', stages: [{ name: 'New' }, { name: ' ' }] },
    'pipeline { id }',
  );
  expect(made.userErrors).toEqual([{ code: 'REQUIRED', path: ['stages', '1', 'name'] }]);
});

test('only a task has a status, and always has one', async () => {
  const personId = newPerson();
  const log = async (type: string) =>
    (await write('logActivity', { type, subject: 'It', personId }, 'activity { id }')).activity.id;
  const update = async (id: string, status: string | null) =>
    write('updateActivity', { id, status }, 'activity { status }');
  const [note, task] = [await log('NOTE'), await log('TASK')];
  expect((await update(note, 'DONE')).userErrors).toEqual([{ code: 'INVALID', path: ['status'] }]);
  expect((await update(task, null)).userErrors).toEqual([{ code: 'REQUIRED', path: ['status'] }]);
  expect((await update(task, 'DONE')).activity).toEqual({ status: 'DONE' });
});

test('a stage sums more than one deal can hold', async () => {
  const { New: stageId } = await pipeline('Huge');
  const amount = '922337203685477.5807';
  for (const title of ['A', 'B']) await write('createDeal', { title, amount, stageId });
  const { data } = await manager(
    '{ pipelines(filter: { name: { eq: "Huge" } }) { nodes { stages { dealAmount } } } }',
  );
  expect(data.pipelines.nodes[0].stages[0].dealAmount).toBe('1844674407370955.1614');
});

test('a deal of an organization that crm has not heard of is tried again later', async () => {
  const stranger = app.as('MANAGER', randomUUID());
  const { errors } = await stranger(
    'mutation ($stageId: ID!) { createDeal(input: { title: "Big", amount: "1", stageId: $stageId }) { deal { id } } }',
    { stageId: stages.New },
  );
  expect(errors?.[0]?.extensions.code).toBe('CONFLICT');
});

test('the schema is as the entities say', async () => {
  expect(await driftOf(crm, app.databaseName)).toEqual([]);
});
