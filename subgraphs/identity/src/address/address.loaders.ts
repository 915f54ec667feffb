import { entityLoader, hydrate, type Id, lookUp, rowsLoader } from '@kith/kernel';
import { Address } from './address.entity.js';

export const addressById = entityLoader(Address);

export const addressesOf = rowsLoader(
  async (snapshot, owners: readonly Id[]) => {
    const rows = await snapshot.query<Address>(
      `select a.id, version, created_at as "createdAt", updated_at as "updatedAt", owner.id as "ownerId", type, label, lines, city,
         state_province as "stateProvince", postal_code as "postalCode", country_code as "countryCode", is_default as "isDefault"
       from unnest($1::uuid[]) as owner(id) cross join lateral ids_of(owner.id) as m(id)
       ${lookUp('address', 'a', 'owner_id')}
       order by a.owner_id, a.id`,
      [owners],
    );
    return hydrate(Address, rows);
  },
  (address) => address.ownerId,
);
