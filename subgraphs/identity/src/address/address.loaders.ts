import { entityLoader, hydrate, type Id, rowsLoader } from '@kith/kernel';
import { Address } from './address.entity.js';

export const addressById = entityLoader(Address);

export const addressesOf = rowsLoader(
  async (snapshot, owners: readonly Id[]) => {
    const rows = await snapshot.query<Address>(
      `select id, version, created_at as "createdAt", updated_at as "updatedAt", owner_id as "ownerId", type, label, lines, city,
         state_province as "stateProvince", postal_code as "postalCode", country_code as "countryCode", is_default as "isDefault"
       from address where owner_id = any($1::uuid[]) order by owner_id, id`,
      [owners],
    );
    return hydrate(Address, rows);
  },
  (address) => address.ownerId,
);
