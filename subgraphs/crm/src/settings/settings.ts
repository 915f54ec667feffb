import { RequestError, type Tx } from '@kith/kernel';

/**
 * The currency of the organization's deals.
 *
 * @throws RequestError `CONFLICT` in the moment between the making of an organization and its news.
 */
export async function dealCurrency(tx: Tx): Promise<string> {
  const [settings] = await tx.query<{ currency: string }>(
    'select currency_code as currency from crm_setting',
  );
  if (!settings)
    throw new RequestError('CONFLICT', 'The organization is still being set up for deals; try again');
  return settings.currency;
}
