import { isDeepStrictEqual } from 'node:util';
import type { DeepPartial, FindOptionsWhere } from 'typeorm';
import type { EntityClass } from '../database/hydrate.js';
import type { Tx } from '../database/transaction.js';
import { userError } from '../errors/user-error.js';
import { noteCreated, noteDeleted, noteUpdated } from '../events/entity-events.js';
import type { Id } from '../graph/id.js';

interface Versioned {
  id: Id;
  version: number;
  updatedAt: Date;
}

/** A row as it is now, locked until the transaction ends, so that what is decided by it stays true. */
export async function lockRow<Entity extends { id: Id }>(
  tx: Tx,
  entity: EntityClass<Entity>,
  id: Id,
  path: readonly string[] = ['id'],
): Promise<Entity> {
  const row = await tx.manager.findOne(entity, {
    where: { id } as FindOptionsWhere<Entity>,
    lock: { mode: 'pessimistic_write' },
  });
  if (!row) throw userError('NOT_FOUND', `There is no ${entity.name} with this id`, path);
  return row;
}

/** Inserts a row and answers it with what the database added: id, version and times. */
export async function insertRow<Entity extends { id: Id }>(
  tx: Tx,
  entity: EntityClass<Entity>,
  values: DeepPartial<NoInfer<Entity>>,
): Promise<Entity> {
  const row = tx.manager.create(entity, values);
  await tx.manager.insert(entity, row as never);
  noteCreated(tx, entity, row);
  return row;
}

/** Inserts many rows with one statement. */
export async function insertRows<Entity extends { id: Id }>(
  tx: Tx,
  entity: EntityClass<Entity>,
  values: readonly DeepPartial<NoInfer<Entity>>[],
): Promise<Entity[]> {
  if (values.length === 0) return [];
  const rows = tx.manager.create(entity, [...values]);
  await tx.manager.insert(entity, rows as never);
  for (const row of rows) noteCreated(tx, entity, row);
  return rows;
}

/**
 * Changes a row and counts its version up. Properties that are undefined stay as they are.
 *
 * @throws UserErrors `NOT_FOUND`, or `STALE_VERSION` when somebody changed the row since `expectedVersion` was read.
 */
export async function changeRow<Entity extends Versioned>(
  tx: Tx,
  entity: EntityClass<Entity>,
  { id, expectedVersion }: { id: Id; expectedVersion?: number | null },
  changes: Partial<Entity>,
): Promise<Entity> {
  const row = await lockRow(tx, entity, id);
  if (expectedVersion != null && row.version !== expectedVersion) {
    const message = `This ${entity.name} is at version ${row.version}, not ${expectedVersion}; read it again`;
    throw userError('STALE_VERSION', message, ['expectedVersion']);
  }
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const next = { ...given, version: row.version + 1, updatedAt: new Date() };
  const different = Object.entries(given).filter(
    ([name, value]) => !isDeepStrictEqual(value, row[name as keyof Entity]),
  );
  await tx.manager.update(entity, { id } as FindOptionsWhere<Entity>, next as never);
  noteUpdated(tx, entity, Object.assign(row, next), Object.fromEntries(different));
  return row;
}

/** Deletes a row and says so. The caller holds it. */
export async function deleteRow<Entity extends { id: Id }>(
  tx: Tx,
  entity: EntityClass<Entity>,
  row: Entity,
): Promise<void> {
  await tx.manager.delete(entity, { id: row.id } as FindOptionsWhere<Entity>);
  noteDeleted(tx, entity, row);
}
