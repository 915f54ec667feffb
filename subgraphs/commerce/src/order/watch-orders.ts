import { type Feed, followChanges, type Id, type NodeDelivery, presentIds, type Request } from '@kith/kernel';
import { orderById } from './order.loaders.js';

export interface WatchedOrders {
  readonly id?: Id<'Order'> | null;
  readonly personId?: Id<'Person'> | null;
  readonly after?: string | null;
}

/** The changes of orders behind a cursor, and those that come. */
export function watchOrders(feed: Feed, { id, personId, after }: WatchedOrders) {
  const isOfPerson = async (change: NodeDelivery, request: Request) => {
    const order = await orderById(request).load(change.id);
    const buyer = order ? order.personId : (change.before?.['person_id'] as Id<'Person'> | null | undefined);
    if (!buyer || !personId) return false;
    const people = presentIds(request);
    return (await people.load(buyer)) === (await people.load(personId));
  };
  return followChanges(feed, {
    typeName: 'Order',
    table: 'sales_order',
    id,
    after,
    wants: personId ? isOfPerson : null,
  });
}
