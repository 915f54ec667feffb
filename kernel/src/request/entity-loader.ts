import type DataLoader from 'dataloader';
import { type EntityClass, hydrate } from '../database/hydrate.js';
import { tableOf } from '../database/table.js';
import type { Id } from '../graph/id.js';
import { lookUp } from '../list/sql.js';
import { rowLoader } from './loader.js';
import type { Request } from './request.js';

/** Loads entities by id, or by another uuid column that is unique in the organization: one statement a batch. */
export function entityLoader<Entity extends { id: Id }>(
  entity: EntityClass<Entity>,
  key: keyof Entity & string = 'id',
): (request: Request) => DataLoader<Id, Entity | null> {
  return rowLoader(
    async (snapshot, keys) => {
      const { name, columns, column } = tableOf(snapshot, entity);
      const text = `select ${columns('t', [key])} from ${name} t where t.${column(key)} = any($1::uuid[])`;
      return hydrate(entity, await snapshot.query(text, [keys]));
    },
    (row) => row[key] as Id,
  );
}

/**
 * Loads the row that belongs to a node, by the property that holds the node's id, when nodes can have been merged: the
 * node's own row, else the oldest of those that it is one with. `more` are columns that are computed over all of them.
 */
export function entityOf<Entity extends { id: Id }>(
  entity: EntityClass<Entity>,
  key: keyof Entity & string,
  more: readonly string[] = [],
): (request: Request) => DataLoader<Id, Entity | null> {
  return rowLoader(
    async (snapshot, keys) => {
      const { name, columns, column } = tableOf(snapshot, entity);
      const selected = [columns('t'), ...more].join(', ');
      const text = `select p.id as asked, r.* from unnest($1::uuid[]) as p(id) cross join lateral (
          select ${selected} from ids_of(p.id) as m ${lookUp(name, 't', column(key))}
          order by m.is_own desc, t.created_at, t.id limit 1) r`;
      return hydrate(entity, await snapshot.query(text, [keys])) as (Entity & { asked: Id })[];
    },
    (row) => row.asked,
  );
}
