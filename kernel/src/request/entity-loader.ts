import type DataLoader from 'dataloader';
import { type EntityClass, hydrate } from '../database/hydrate.js';
import { tableOf } from '../database/table.js';
import type { Id } from '../graph/id.js';
import { rowLoader } from './loader.js';
import type { Request } from './request.js';

/** Loads entities by id, or by another uuid column that is unique in the organization: one statement a batch. */
export function entityLoader<Entity extends { id: Id }>(
  entity: EntityClass<Entity>,
  key: keyof Entity & string = 'id',
): (request: Request) => DataLoader<Id, Entity | null> {
  return rowLoader(
    async (snapshot, keys) => {
      const { name, columns, column } = tableOf(snapshot.database, entity);
      const text = `select ${columns('t')} from ${name} t where t.${column(key)} = any($1::uuid[])`;
      return hydrate(entity, await snapshot.query(text, [keys]));
    },
    (row) => row[key] as Id,
  );
}
