import { type Ask, asSuperuser, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { crm } from '../src/index.js';

let app: TestSubgraph;
let manager: Ask;
beforeAll(async () => {
  app = await testSubgraph(crm);
  manager = app.as('MANAGER');
  await app.hear({ source: 'identity', type: 'organization.created', payload: { currencyCode: 'EUR' } });
});
afterAll(() => app.stop());

async function write(mutation: string, input: object, selection: string) {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} userErrors { code path } } }`;
  const { data, errors } = await manager(query, { input });
  expect(errors ?? data[mutation].userErrors).toEqual([]);
  return data[mutation];
}

/** A deal that came to its stages at the given hours of a day, as if it had really been so. */
async function dealThrough(stages: readonly string[], hours: readonly number[]): Promise<string> {
  const [first, ...rest] = stages;
  const { id } = (await write('createDeal', { title: 'D', amount: '1', stageId: first }, 'deal { id }')).deal;
  for (const stageId of rest) await write('moveDeal', { id, stageId }, 'deal { id }');
  await asSuperuser(app.databaseName, async (client) => {
    await client.query(`set session_replication_role = replica; set search_path = crm`);
    const times = `(select h as hour, version from unnest($1::float[]) with ordinality as t (h, version)) as t`;
    const at = `'2026-03-02T00:00:00Z'::timestamptz + t.hour * interval '1 hour'`;
    await client.query(
      `update deal_history d set valid_from = ${at} from ${times}
       where t.version = d.version and d.title = 'D' and d.id = (select id from deal order by created_at desc, id desc limit 1)`,
      [hours],
    );
    await client.query(
      `update deal d set valid_from = ${at} from ${times}
       where t.version = d.version and d.id = (select id from deal order by created_at desc, id desc limit 1)`,
      [hours],
    );
    await client.query(
      `update deal_history h set valid_to = next.valid_from
       from (select id, version, valid_from from deal union all select id, version, valid_from from deal_history) as next
       where next.id = h.id and next.version = h.version + 1`,
    );
  });
  return id;
}

const timesOf = `timeInStages { stage { name } seconds visits isPresent }`;

test('how long deals were in their stages comes from their history, also as of an instant', async () => {
  const names = [{ name: 'New' }, { name: 'Offer' }, { name: 'Won', kind: 'WON' }];
  const { pipeline } = await write(
    'createPipeline',
    { name: 'S', stages: names },
    'pipeline { id stages { id } }',
  );
  const [early, offer, won] = pipeline.stages.map(({ id }: { id: string }) => id);
  const id = await dealThrough([early, offer, early, offer, won], [0, 1, 3, 4, 10]);
  await dealThrough([early, offer], [0, 3]);
  const { data } = await manager(
    `query ($id: ID!, $pipeline: ID!) { deal(id: $id) { ${timesOf} }
       pipeline(id: $pipeline) { stages { name timeOfDeals { deals averageSeconds medianSeconds } } } }`,
    { id, pipeline: pipeline.id },
  );
  const hour = 3_600;
  expect(data.deal.timeInStages).toEqual([
    { stage: { name: 'New' }, seconds: 2 * hour, visits: 2, isPresent: false },
    { stage: { name: 'Offer' }, seconds: 8 * hour, visits: 2, isPresent: false },
    { stage: { name: 'Won' }, seconds: expect.any(Number), visits: 1, isPresent: true },
  ]);
  expect(data.pipeline.stages[0]).toEqual({
    name: 'New',
    timeOfDeals: { deals: 2, averageSeconds: 2.5 * hour, medianSeconds: 2.5 * hour },
  });
  const past = await manager(
    `query ($id: ID!) @asOf(at: "2026-03-02T03:30:00Z") { deal(id: $id) { ${timesOf} } }`,
    { id },
  );
  expect(past.data.deal.timeInStages).toEqual([
    { stage: null, seconds: 1.5 * hour, visits: 2, isPresent: true },
    { stage: null, seconds: 2 * hour, visits: 1, isPresent: false },
  ]);
});
