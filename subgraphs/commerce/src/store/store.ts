import { RequestError, type Tx } from '@kith/kernel';

/** The store of the organization. */
export interface Store {
  readonly currencyCode: string;
}

/** @throws RequestError `CONFLICT` in the moment between the making of an organization and its news. */
export async function readStore(tx: Tx): Promise<Store> {
  const [store] = await tx.query<Store>('select currency_code as "currencyCode" from store');
  if (!store) throw new RequestError('CONFLICT', 'The store is still being set up; try again');
  return store;
}

/** The next numbers of orders; they are taken when the transaction commits, and given back when it does not. */
export async function takeOrderNumbers(tx: Tx, count: number): Promise<number> {
  const [store] = await tx.query<{ last: number }>(
    'update store set last_order_number = last_order_number + $1 returning last_order_number as last',
    [count],
  );
  return (store?.last ?? 0) - count + 1;
}

export async function takeCustomerNumber(tx: Tx): Promise<string> {
  const [store] = await tx.query<{ last: number }>(
    'update store set last_customer_number = last_customer_number + 1 returning last_customer_number as last',
  );
  return `C-${store?.last}`;
}
