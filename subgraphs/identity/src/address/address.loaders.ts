import { entityLoader, hydrate, type Id, lookUp, rowsLoader, tableOf } from '@kith/kernel';
import { Address } from './address.entity.js';

export const addressById = entityLoader(Address);

export const addressesOf = rowsLoader(
  async (snapshot, owners: readonly Id[]) => {
    const rows = await snapshot.query(
      `select owner.id as asked, ${tableOf(snapshot, Address).columns('a')}
       from unnest($1::uuid[]) as owner(id) cross join lateral ids_of(owner.id) as m(id)
       ${lookUp('address', 'a', 'owner_id')}
       order by a.owner_id, a.id`,
      [owners],
    );
    return hydrate(Address, rows) as (Address & { asked: Id })[];
  },
  (address) => address.asked,
);
