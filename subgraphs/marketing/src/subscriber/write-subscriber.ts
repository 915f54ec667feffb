import type { Id, Tx } from '@kith/kernel';
import { publish } from '../events.js';

/**
 * Makes a person a subscriber, or changes the subscriber that they are. The row is locked until the transaction ends, so
 * that the consents of one subscriber are written one after the other.
 */
export async function writeSubscriber(
  tx: Tx,
  { personId, email }: { personId: Id<'Person'>; email?: string | null },
): Promise<Id<'Subscriber'>> {
  const [row] = await tx.query<{ id: Id<'Subscriber'> }>(
    `insert into subscriber as s (person_id, email) values ($1, lower($2::text))
     on conflict (organization_id, person_id) do update
       set email = coalesce(excluded.email, s.email), version = s.version + 1, updated_at = now()
     returning id`,
    [personId, email ?? null],
  );
  const id = row?.id as Id<'Subscriber'>;
  publish(tx, 'subscriber.saved', { subject: id, personId, payload: { personId } });
  return id;
}
