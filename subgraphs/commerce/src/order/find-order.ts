import { findExternal, type Id, type Statements, theOneOf } from '@kith/kernel';
import type { OrderBy } from './order.inputs.js';

/** The id of the order that one key names, or null. */
export async function findOrder(statements: Statements, by: OrderBy): Promise<Id<'Order'> | null> {
  const [key, value] = theOneOf(by);
  if (key === 'id') return value as Id<'Order'>;
  if (key === 'externalId')
    return findExternal(statements, 'Order', value as NonNullable<OrderBy['externalId']>);
  const [row] = await statements.query<{ id: Id<'Order'> }>('select id from sales_order where number = $1', [
    value,
  ]);
  return row?.id ?? null;
}
