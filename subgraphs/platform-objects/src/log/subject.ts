import { parseId, RequestError, type SqlValues } from '@kith/kernel';

/**
 * The condition that a row speaks of the node with this id, of whatever type.
 *
 * @throws RequestError `BAD_USER_INPUT` when it is no id.
 */
export function isOf(sql: SqlValues, of: 'subject' | 'entity', id: string): string {
  const parsed = parseId(id);
  if (!parsed) throw new RequestError('BAD_USER_INPUT', `${of}: ${JSON.stringify(id.slice(0, 60))} is no id`);
  return `t.${of}_id = ${sql.value(parsed.uuid, 'uuid')} and lower(t.${of}_type) = ${sql.value(parsed.prefix)}`;
}
