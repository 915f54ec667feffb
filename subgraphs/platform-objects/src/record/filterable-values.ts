import type { Tx } from '@kith/kernel';
import type { ObjectDefinition } from '../definition/definition.entity.js';
import { valueColumn } from '../definition/property-type.js';
import type { ObjectRecord } from './record.entity.js';

/** Writes the values of a record's filterable properties to the typed table, in place of those that are there. */
export async function writeFilterable(
  tx: Tx,
  { properties }: ObjectDefinition,
  record: ObjectRecord,
): Promise<void> {
  await tx.query('delete from record_property where record_id = $1', [record.id]);
  const kept = properties.filter(
    ({ name, isFilterable }) => isFilterable && record.properties[name] !== undefined,
  );
  if (kept.length === 0) return;
  const column = (wanted: ReturnType<typeof valueColumn>) =>
    kept.map(({ name, type }) => (valueColumn(type) === wanted ? stored(record.properties[name]) : null));
  await tx.query(
    `insert into record_property (record_id, definition_id, property, text_value, number_value, time_value, truth_value)
     select $1, $2, v.* from unnest($3::text[], $4::text[], $5::bigint[], $6::timestamptz[], $7::boolean[]) as v`,
    [
      record.id,
      record.definitionId,
      kept.map(({ name }) => name),
      column('text_value'),
      column('number_value'),
      column('time_value'),
      column('truth_value'),
    ],
  );
}

/** A number is kept in ten-thousandths. */
function stored(value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 10_000) : value;
}
