import { type Id, type Tx, userError } from '@kith/kernel';
import { publish } from '../events.js';
import type { ConsentStatus } from './consent-status.js';
import { mostGroups } from './subscriber.loaders.js';

/** What a subscriber said to a group. `consentedAt` is when they agreed; null for what is no agreement. */
export interface Consent {
  readonly groupId: Id<'SubscriptionGroup'>;
  readonly status: ConsentStatus;
  readonly consentedAt: Date | null;
  readonly source: string | null;
}

interface Changed {
  readonly groupId: Id<'SubscriptionGroup'>;
  readonly status: ConsentStatus;
  readonly source: string | null;
  readonly personId: Id<'Person'>;
}

/**
 * Records what a subscriber said, and keeps what they said before; saying the same again changes nothing. The word of
 * the subscriber themselves always counts; what comes from elsewhere never brings back who unsubscribed.
 *
 * @throws UserErrors `LIMIT_EXCEEDED` when the subscriber would have more than 100 groups.
 */
export async function recordConsents(
  tx: Tx,
  subscriber: Id<'Subscriber'>,
  consents: readonly Consent[],
  saidBy: 'SUBSCRIBER' | 'IMPORT',
): Promise<void> {
  if (consents.length === 0) return;
  const changed = await tx.query<Changed>(
    `insert into subscriber_group as known (subscriber_id, group_id, status, changed_at, consented_at, source, changes)
     select $1::uuid, said."groupId", said.status, $4::timestamptz, said."consentedAt", said.source,
       jsonb_build_array(jsonb_build_object('status', said.status, 'changedAt', $4::timestamptz, 'source', said.source))
     from jsonb_to_recordset($2::jsonb) as said("groupId" uuid, status text, "consentedAt" timestamptz, source text)
     on conflict (organization_id, subscriber_id, group_id) do update
       set status = excluded.status, changed_at = excluded.changed_at, consented_at = coalesce(excluded.consented_at, known.consented_at),
         source = excluded.source, changes = known.changes || excluded.changes
       where known.status <> excluded.status and ($3::boolean or known.status <> 'UNSUBSCRIBED')
     returning group_id as "groupId", status, source, (select person_id from subscriber where id = $1) as "personId"`,
    [subscriber, JSON.stringify(consents), saidBy === 'SUBSCRIBER', new Date()],
  );
  const [first] = changed;
  if (first) {
    const consents = changed.map(({ groupId, status, source }) => ({ groupId, status, source }));
    const { personId } = first;
    publish(tx, 'subscriber.consented', { subject: subscriber, personId, payload: { personId, consents } });
  }
  const [groups] = await tx.query<{ count: number }>(
    'select count(*)::integer as count from subscriber_group where subscriber_id = $1',
    [subscriber],
  );
  if ((groups?.count ?? 0) > mostGroups)
    throw userError('LIMIT_EXCEEDED', `A subscriber has at most ${mostGroups} groups`, ['groups']);
}
