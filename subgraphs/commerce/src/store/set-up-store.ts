import { type Id, type Tx, userError } from '@kith/kernel';
import { publish } from '../events.js';
import { authorize } from '../policy.js';

/** Gives the organization's store its currency, once. */
export async function setUpStore(tx: Tx, { currencyCode }: { currencyCode: string }): Promise<string> {
  authorize(tx.actor, 'store:set-up');
  await tx.query('insert into store (currency_code) values ($1) on conflict do nothing', [currencyCode]);
  const [store] = await tx.query<{ currency: string }>('select currency_code as currency from store');
  if (store?.currency !== currencyCode)
    throw userError('INVALID', `The store's currency is ${store?.currency}; it cannot change`, [
      'currencyCode',
    ]);
  const organizationId = tx.actor.organizationId as Id<'Organization'>;
  publish(tx, 'store.set_up', { subject: organizationId, payload: { currencyCode } });
  return store.currency;
}
