import { batchHandlersOf } from '@kith/kernel';
import type { IdentityEvents } from '@kith/schema/events/identity';
import { readStore } from '../store/store.js';
import { customersOfPeople } from './customers-of-people.js';

const on = batchHandlersOf<IdentityEvents>('identity');

/** Who was met at the checkout is a customer. */
export const onPersonCreated = on('person.created', async (tx, events) => {
  const people = events.filter(({ payload }) => payload.source === 'CHECKOUT');
  if (people.length === 0) return;
  const { currencyCode } = await readStore(tx);
  await customersOfPeople(
    tx,
    people.map(({ subjectId }) => subjectId),
    currencyCode,
  );
});
