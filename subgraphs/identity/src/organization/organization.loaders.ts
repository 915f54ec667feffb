import { entityLoader, rowLoader, type Uuid } from '@kith/kernel';
import { Organization } from './organization.entity.js';

export const organizationById = entityLoader(Organization);

/** The currency of money in an organization. */
export const currencyOf = rowLoader(
  (snapshot, organizations: readonly Uuid[]) =>
    snapshot.query<{ id: Uuid; currencyCode: string }>(
      'select id, currency_code as "currencyCode" from organization where id = any($1::uuid[])',
      [organizations],
    ),
  ({ id }) => id,
);
