import {
  type Handler,
  organizationColumn,
  runSubgraph,
  SqlMigration,
  type Subgraph,
  tenantTable,
} from '@kith/kernel';

/** What the subgraph heard, in the order in which it was handled. Nothing but the inbox keeps a row from being there twice. */
class Heard extends SqlMigration {
  readonly name = 'Heard1795219300000';
  readonly sql = `
    create table heard (
      ${organizationColumn},
      place bigint generated always as identity,
      source text not null,
      position bigint not null,
      event_id uuid not null,
      primary key (organization_id, place)
    );
    create index heard_event on heard (event_id);
    ${tenantTable('heard', 'select, insert')}
  `;
}

const hear = (source: string): Handler => ({
  source,
  type: '*',
  inBatches: true,
  handle: async (tx, events) => {
    await tx.query(
      `insert into heard (source, position, event_id)
       select $1, position, id
       from rows from (jsonb_to_recordset($2::jsonb) as (position bigint, id uuid)) with ordinality
       order by ordinality`,
      [source, JSON.stringify(events.map(({ id, position }) => ({ id, position })))],
    );
  },
});

const [name, ...sources] = process.argv.slice(2) as [string, ...string[]];
const loaded: Record<string, unknown> = await import(`@kith/${name}`);
const isSubgraph = (one: unknown): one is Subgraph => (one as Subgraph | undefined)?.name === name;
const subgraph = Object.values(loaded).find(isSubgraph);
if (!subgraph) throw new Error(`There is no subgraph ${name}`);

/** A subgraph of the house as a process, with its own handlers, which also writes down all that it hears of the others. */
runSubgraph(
  {
    ...subgraph,
    migrations: [...subgraph.migrations, Heard],
    handlers: [...(subgraph.handlers ?? []), ...sources.map(hear)],
  },
  loaded['ownMeans'] as Parameters<typeof runSubgraph>[1],
);
