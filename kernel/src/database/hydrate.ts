/** A class whose instances are rows of a table. */
export type EntityClass<Entity extends object> = new () => Entity;

/** Rows that were selected with `columnsOf`, as instances of their class, so that getters and methods work. */
export function hydrate<Entity extends object>(
  entity: EntityClass<Entity>,
  rows: readonly object[],
): Entity[] {
  return rows.map((row) => Object.setPrototypeOf(row, entity.prototype) as Entity);
}
