import { Database, type DomainEvent, handleEvents, readOutbox, roleOf, type Subgraph } from '@kith/kernel';
import pg from 'pg';
import { subgraphs } from '../src/subgraphs.js';
import { graphDatabaseUrl } from './graph.js';
import { examples } from './isolation/examples.js';
import { createTestOrganization, type TestOrganization } from './isolation/organization.js';

/** Tables that hold what events said and nothing else, the types of event, and what of a row must come back. */
interface Projection {
  readonly types: readonly string[];
  readonly tables: Readonly<Record<string, string>>;
  /** The subgraph that has it; null is every one that handles such events. */
  readonly of: string | null;
}

const projections: Readonly<Record<string, Projection>> = {
  'the log, the audit and what search finds': {
    of: 'platform-objects',
    types: ['*'],
    tables: {
      // Between two sources the order is the one in which they were heard.
      event_log: `to_jsonb(t) - 'position'`,
      event_log_position: `to_jsonb(t)`,
      audit_entry: `to_jsonb(t)`,
      search_entry: `to_jsonb(t)`,
    },
  },
  'dead letters': {
    of: 'platform-objects',
    types: ['dead_letter.created', 'dead_letter.resolved'],
    tables: { dead_letter_report: `to_jsonb(t)` },
  },
  aliases: {
    of: null,
    types: ['person.merged', 'person.unmerged'],
    tables: { alias: `to_jsonb(t) - '{valid_from,changed_in}'::text[]` },
  },
};

let organization: TestOrganization;
let admin: pg.Client;
beforeAll(async () => {
  admin = new pg.Client({ connectionString: graphDatabaseUrl('postgres') });
  await admin.connect();
  organization = await createTestOrganization('archive');
  // Webhooks go on by themselves; everything else is done when everybody has heard of it.
  const mutations = Object.entries(examples).filter(([name]) => !/webhook/i.test(name));
  for (const [name, inputs] of mutations)
    for (const input of inputs) await organization.write(name, await input(organization), '__typename');
  await organization.settled();
}, 120_000);
afterAll(() => admin.end());

async function rowsOf({ databaseSchema }: Subgraph, { tables }: Projection): Promise<string[]> {
  const found: string[] = [];
  for (const [table, row] of Object.entries(tables)) {
    const { rows } = await admin.query(
      `select (${row})::text as row from ${databaseSchema}.${table} t where organization_id = $1 order by 1`,
      [organization.id],
    );
    expect([table, rows.length]).not.toEqual([table, 0]);
    found.push(...rows.map((one) => `${table} ${one.row}`));
  }
  return found;
}

/** Forgets a projection, and that its events were handled. */
async function drop({ databaseSchema }: Subgraph, projection: Projection, sources: readonly string[]) {
  for (const table of Object.keys(projection.tables))
    await admin.query(`delete from ${databaseSchema}.${table} where organization_id = $1`, [organization.id]);
  await admin.query(
    `update ${databaseSchema}.inbox set position = 0 where organization_id = $1 and source = any($2)`,
    [organization.id, sources],
  );
}

/** All events of a subgraph, as its outbox has them. */
async function eventsOf({ name, databaseSchema }: Subgraph): Promise<DomainEvent[]> {
  const connectionString = graphDatabaseUrl(roleOf(databaseSchema, 'relay'));
  const relay = new pg.Pool({ connectionString, options: `-c search_path=${databaseSchema}` });
  try {
    return await readOutbox(relay, name, organization.id, 0, 1_000_000);
  } finally {
    await relay.end();
  }
}

async function replay(subgraph: Subgraph, { types }: Projection, sources: readonly string[]): Promise<void> {
  const url = graphDatabaseUrl(roleOf(subgraph.databaseSchema, 'runtime'));
  const { databaseSchema: schema, events } = subgraph;
  const database = await Database.open({ url, schema, entities: [], poolSize: 2, events });
  const handlers = subgraph.handlers.filter(({ type }) => types.includes(type));
  try {
    for (const source of subgraphs.filter(({ name }) => sources.includes(name)))
      await handleEvents(database, handlers, await eventsOf(source));
  } finally {
    await database.close();
  }
}

const cases = Object.entries(projections).flatMap(([name, projection]) =>
  subgraphs
    .filter((subgraph) =>
      projection.of
        ? subgraph.name === projection.of
        : subgraph.handlers.some(({ type }) => projection.types.includes(type)),
    )
    .map((subgraph) => [name, subgraph.name, projection, subgraph] as const),
);

test.each(cases)('%s of %s, dropped and replayed, are as they were', async (_, __, projection, subgraph) => {
  const sources = [
    ...new Set(
      subgraph.handlers.filter(({ type }) => projection.types.includes(type)).map(({ source }) => source),
    ),
  ];
  const before = await rowsOf(subgraph, projection);
  await drop(subgraph, projection, sources);
  await replay(subgraph, projection, sources);
  expect(await rowsOf(subgraph, projection)).toEqual(before);
});

test('the replayed log has no gap, and each source in its order', async () => {
  const { rows } = await admin.query<{ position: string; source: string; source_position: string }>(
    `select position, source, source_position from platform_objects.event_log where organization_id = $1 order by position`,
    [organization.id],
  );
  expect(rows.map(({ position }) => Number(position))).toEqual(rows.map((_, place) => place + 1));
  for (const own of Map.groupBy(rows, ({ source }) => source).values()) {
    const positions = own.map((row) => Number(row.source_position));
    expect(positions).toEqual(positions.toSorted((one, other) => one - other));
  }
  expect(new Set(rows.map(({ source }) => source))).toEqual(new Set(subgraphs.map(({ name }) => name)));
});
