import { handlersOf } from '@kith/kernel';
import type { IdentityEvents } from '@kith/schema/events/identity';

const on = handlersOf<IdentityEvents>('identity');

/** A new organization has deals in its currency. */
export const onOrganizationCreated = on('organization.created', async (tx, { payload }) => {
  await tx.query('insert into crm_setting (currency_code) values ($1)', [payload.currencyCode]);
});
