import { Needs } from '@kith/kernel';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Database } from '../database/database.js';
import type { EntityClass } from '../database/hydrate.js';
import type { Snapshot } from '../database/snapshot.js';
import { tableOf } from '../database/table.js';
import { RequestError } from '../errors/request-error.js';
import { SlicedList } from '../graph/directives.js';
import type { Id, Uuid } from '../graph/id.js';
import { formatUnits } from '../graph/units.js';
import { loader } from '../request/loader.js';
import type { Request } from '../request/request.js';
import { Change, userOf } from './change.js';

const mostChanges = 100;

/** Gives a node `history`: what its table remembers of it. */
export function historyResolver(type: abstract new (...args: never[]) => object) {
  const changes = changesOf(type as EntityClass<{ id: Id }>);

  @Resolver(() => type as EntityClass<object>)
  class HistoryResolver {
    @Needs()
    @FieldResolver(() => [Change], {
      description: 'Its changes, the newest first, back to how it was made; at most 100.',
    })
    @SlicedList()
    history(
      @Root() node: { id: Id },
      @Arg('property', () => String, { nullable: true, description: 'Only those of one property.' })
      property: string | null | undefined,
      @Arg('first', () => Int, { defaultValue: 20, description: 'The newest of them; at most 100.' })
      first: number,
      @Ctx() request: Request,
    ): Promise<Change[]> {
      if (first < 0 || first > mostChanges)
        throw new RequestError('BAD_USER_INPUT', `first is between 0 and ${mostChanges}`);
      return changes(request).load(JSON.stringify([node.id, property ?? null, first]));
    }
  }
  return HistoryResolver;
}

interface ChangeRow {
  node: Id;
  column: string;
  before: unknown;
  after: unknown;
  at: Date;
  actor: Uuid | null;
  request: string | null;
  cause: string | null;
}

/** Changes by node, property and number; equal wishes for many nodes are one statement. */
function changesOf(entity: EntityClass<{ id: Id }>) {
  return loader<string, Change[]>(async (snapshot, keys) => {
    const wishes = keys.map((key) => JSON.parse(key) as [Id, string | null, number]);
    const found = new Map<string, Change[]>();
    for (const group of Map.groupBy(wishes, ([, ...rest]) => JSON.stringify(rest)).values()) {
      const [[, property, first]] = group as [(typeof wishes)[number]];
      const rows = await readChanges(snapshot, entity, { ids: group.map(([id]) => id), property, first });
      const names = propertyNames(snapshot.database, entity);
      const byNode = Map.groupBy(rows, (row) => row.node);
      for (const wish of group)
        found.set(
          JSON.stringify(wish),
          (byNode.get(wish[0]) ?? []).map((row) => changeOf(row, names)),
        );
    }
    return keys.map((key) => found.get(key) ?? []);
  });
}

async function readChanges(
  snapshot: Snapshot,
  entity: EntityClass<{ id: Id }>,
  { ids, property, first }: { ids: readonly Id[]; property: string | null; first: number },
): Promise<ChangeRow[]> {
  const names = propertyNames(snapshot.database, entity);
  const column = property && [...names].find(([, name]) => name === property)?.[0];
  if (property && !column) throw new RequestError('BAD_USER_INPUT', `There is no property ${property}`);
  const table = tableOf(snapshot, entity).name.slice(1, -1);
  return snapshot.query<ChangeRow>(
    `with version as (
       select to_jsonb(t) as data from ${table} t where t.id = any($1::uuid[])
       union
       select to_jsonb(h) - '{valid_to,ended_in}'::text[] from ${table}_history h
       where h.id = any($1::uuid[]) and h.valid_from < coalesce(asked_instant(), 'infinity')
         and h.changed_in <> all ((select changes_under_way())::uuid[])
     ), step as (
       select (data ->> 'id')::uuid as node, (data ->> 'changed_in')::uuid as change, data,
         lag(data) over (partition by data ->> 'id' order by (data ->> 'valid_from')::timestamptz) as before
       from version
     ), difference as (
       select s.node, key as column, nullif(s.before -> key, 'null') as before, nullif(value, 'null') as after,
         c.committed_at as at, c.actor_id as actor, c.request_id as request,
         c.cause_source || '/' || c.cause_position as cause,
         row_number() over (partition by s.node order by c.committed_at desc, key) as place
       from step s join change c on c.id = s.change, jsonb_each(s.data)
       where value is distinct from coalesce(s.before -> key, 'null')
         and case when $2::text is null then key = any($4::text[]) else key = $2 end
     )
     select * from difference where place <= $3 order by node, place`,
    [ids, column, first, [...names.keys()]],
  );
}

const unspoken = new Set(['id', 'organization_id', 'version', 'created_at', 'updated_at']);

const knownNames = new WeakMap<Database, Map<object, ReadonlyMap<string, string>>>();

/** The names of an entity's properties by their columns; an amount's is the one without its unit. */
function propertyNames(database: Database, entity: EntityClass<object>): ReadonlyMap<string, string> {
  const known = knownNames.get(database) ?? new Map<object, ReadonlyMap<string, string>>();
  knownNames.set(database, known);
  const names =
    known.get(entity) ??
    new Map(
      database.dataSource
        .getMetadata(entity)
        .columns.filter((column) => !unspoken.has(column.databaseName))
        .map((column) => [column.databaseName, column.propertyName.replace(/Units$/, '')]),
    );
  known.set(entity, names);
  return names;
}

function changeOf(row: ChangeRow, names: ReadonlyMap<string, string>): Change {
  const isAmount = row.column.endsWith('_units');
  const value = (found: unknown) =>
    isAmount && found !== null ? formatUnits(BigInt(found as number)) : (found ?? null);
  return {
    property: names.get(row.column) ?? row.column,
    before: value(row.before),
    after: value(row.after),
    at: row.at,
    by: userOf(row.actor),
    requestId: row.request,
    cause: row.cause,
  };
}
