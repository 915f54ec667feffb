import { handlersOf } from '@kith/kernel';
import type { IdentityEvents } from '@kith/schema/events/identity';

const on = handlersOf<IdentityEvents>('identity');

/** A new organization has a store, in its currency. */
export const onOrganizationCreated = on('organization.created', async (tx, { payload }) => {
  await tx.query('insert into store (currency_code) values ($1)', [payload.currencyCode]);
});
