import { type Id, type Tx, userError } from '@kith/kernel';
import { publish } from '../events.js';
import { authorize } from '../policy.js';

/** Gives the organization's deals their currency, once. */
export async function setUpCrm(tx: Tx, { currencyCode }: { currencyCode: string }): Promise<string> {
  authorize(tx.actor, 'crm:set-up');
  await tx.query('insert into crm_setting (currency_code) values ($1) on conflict do nothing', [
    currencyCode,
  ]);
  const present = await dealCurrency(tx);
  if (present !== currencyCode)
    throw userError('INVALID', `Deals are in ${present}; that cannot change`, ['currencyCode']);
  const organizationId = tx.actor.organizationId as Id<'Organization'>;
  publish(tx, 'crm.set_up', { subject: organizationId, payload: { currencyCode } });
  return present;
}

export async function dealCurrency(tx: Tx): Promise<string> {
  const [settings] = await tx.query<{ currency: string }>(
    'select currency_code as currency from crm_setting',
  );
  if (!settings)
    throw userError('REQUIRED', 'Deals have no currency yet; an admin gives them one with `setUpCrm`');
  return settings.currency;
}
