import { getMetadataArgsStorage } from 'typeorm';

/** A class whose instances are rows of a table. */
export type EntityClass<Entity extends object> = new () => Entity;

/**
 * Rows that were selected with `columns`, as instances of their class, so that getters and methods work. Whoever looks at a
 * column that was not selected gets an error, and not nothing.
 */
export function hydrate<Entity extends object>(
  entity: EntityClass<Entity>,
  rows: readonly object[],
): Entity[] {
  const [first] = rows;
  if (!first) return [];
  const RowOf = rowClass(entity, Object.keys(first));
  return rows.map((row) => Object.assign(new RowOf() as Entity, row));
}

const rowClasses = new WeakMap<object, Map<string, EntityClass<object>>>();

function rowClass(entity: EntityClass<object>, selected: readonly string[]): EntityClass<object> {
  const known = rowClasses.get(entity) ?? new Map<string, EntityClass<object>>();
  rowClasses.set(entity, known);
  const key = selected.join();
  const found = known.get(key) ?? guarded(entity, new Set(selected));
  known.set(key, found);
  return found;
}

/** A class of rows that refuses to show what was not selected. */
function guarded(entity: EntityClass<object>, selected: ReadonlySet<string>): EntityClass<object> {
  const missing = columnsOf(entity).filter((property) => !selected.has(property));
  const refusing = missing.map((property) => {
    const get = () => {
      throw new Error(`${entity.name}.${property} was not read: who looks at it says so with @Needs`);
    };
    return [property, { get }] as const;
  });
  class Row {}
  Object.setPrototypeOf(Row.prototype, Object.create(entity.prototype, Object.fromEntries(refusing)));
  return Row;
}

function columnsOf(entity: EntityClass<object>): string[] {
  const chain: EntityClass<object>[] = [];
  for (let type = entity; type !== Function.prototype; type = Object.getPrototypeOf(type)) chain.push(type);
  return getMetadataArgsStorage()
    .filterColumns(chain)
    .map(({ propertyName }) => propertyName);
}
