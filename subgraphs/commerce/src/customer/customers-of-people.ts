import { type Id, type Tx, userError } from '@kith/kernel';
import { publish } from '../events.js';
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
    const customer = made?.id as Id<'Customer'>;
    customers.set(person, customer);
    publish(tx, 'customer.created', {
      subject: customer,
      personId: person,
      payload: { personId: person, customerNumber: number },
    });
  }
  return customers;
}

const numericValueOutOfRange = '22003';

/** What a customer's orders come to. */
export interface CustomerFigures {
  readonly id: Id<'Customer'>;
  readonly totalSpentUnits: bigint;
  readonly orderCount: number;
  readonly lastOrderAt: Date | null;
}

/** Computes the figures of customers anew from their orders, and answers them by customer. The caller holds their rows. */
export async function recomputeFigures(
  tx: Tx,
  customers: readonly Id[],
): Promise<Map<Id<'Customer'>, CustomerFigures>> {
  const computed = tx.query<CustomerFigures>(
    `update customer c set
       total_spent_units = f.total, order_count = f.count, first_order_at = f.first, last_order_at = f.last,
       version = c.version + 1, updated_at = now()
     from unnest($1::uuid[]) as wanted(id)
     cross join lateral (
       select coalesce(sum(o.total_units), 0)::bigint as total, count(*)::integer as count, min(o.placed_at) as first, max(o.placed_at) as last
       from sales_order o where o.customer_id = wanted.id and o.status <> 'CANCELLED'
     ) f
     where c.id = wanted.id
     returning c.id, c.total_spent_units as "totalSpentUnits", c.order_count as "orderCount", c.last_order_at as "lastOrderAt"`,
    [customers],
  );
  const figures = await computed.catch((error: { code?: string }) => {
    if (error.code !== numericValueOutOfRange) throw error;
    throw userError(
      'LIMIT_EXCEEDED',
      'With this the orders of a customer would come to more than can be stored',
    );
  });
  return new Map(figures.map((one) => [one.id, one]));
}
