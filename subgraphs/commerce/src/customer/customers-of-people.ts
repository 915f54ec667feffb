import type { Id, Tx } from '@kith/kernel';
import { takeCustomerNumber } from '../store/store.js';

/** The customer of each person, locked; people who never bought become customers here. */
export async function customersOfPeople(
  tx: Tx,
  people: readonly Id[],
  currencyCode: string,
): Promise<Map<Id, Id>> {
  // In the order of their ids, so that two orders of the same people wait for each other and do not deadlock.
  const wanted = [...new Set(people)].sort();
  const found = await tx.query<{ id: Id; person: Id }>(
    `select id, person_id as person from customer where person_id = any($1::uuid[]) order by person_id for update`,
    [wanted],
  );
  const customers = new Map(found.map(({ id, person }) => [person, id]));
  for (const person of wanted.filter((id) => !customers.has(id))) {
    const number = await takeCustomerNumber(tx);
    const [made] = await tx.query<{ id: Id }>(
      `insert into customer (person_id, customer_number, currency_code) values ($1, $2, $3)
       on conflict (organization_id, person_id) do update set person_id = excluded.person_id returning id`,
      [person, number, currencyCode],
    );
    customers.set(person, made?.id as Id);
  }
  return customers;
}

/** Computes the figures of customers anew from their orders. The caller holds their rows. */
export async function recomputeFigures(tx: Tx, customers: readonly Id[]): Promise<void> {
  await tx.query(
    `update customer c set
       total_spent_units = f.total, order_count = f.count, first_order_at = f.first, last_order_at = f.last,
       version = c.version + 1, updated_at = now()
     from unnest($1::uuid[]) as wanted(id)
     cross join lateral (
       select coalesce(sum(o.total_units), 0)::bigint as total, count(*)::integer as count, min(o.placed_at) as first, max(o.placed_at) as last
       from sales_order o where o.customer_id = wanted.id and o.status <> 'CANCELLED'
     ) f
     where c.id = wanted.id`,
    [customers],
  );
}
