import { type Id, noteExternalIds, type Tx, userError, type Written, writeRows } from '@kith/kernel';
import { authorize } from '../policy.js';
import { ConsentStatus } from './consent-status.js';
import { findSubscriber } from './find-subscriber.js';
import { type Consent, recordConsents } from './record-consents.js';
import { Subscriber } from './subscriber.entity.js';
import type {
  SubscriberGroupInput,
  UpsertSubscriberRow,
  UpsertSubscribersInput,
} from './subscriber.inputs.js';
import { writeSubscriber } from './write-subscriber.js';

type GroupsByName = ReadonlyMap<string, Id<'SubscriptionGroup'>>;

export async function upsertSubscribers(
  tx: Tx,
  { subscribers, errorPolicy }: UpsertSubscribersInput,
): Promise<Written<{ subscriber: Subscriber }>[]> {
  authorize(tx.actor, 'subscriber:write');
  const groups = await groupsByName(tx, subscribers);
  return writeRows(
    tx,
    { rows: subscribers, errorPolicy, path: 'subscribers' },
    async ({ by, subscriber }) => {
      const personId = await personOf(tx, { by, subscriber });
      const consents = consentsOf(subscriber.groups ?? [], groups);
      const id = await writeSubscriber(tx, { personId, email: subscriber.email });
      const externalIds = [...(subscriber.externalIds ?? []), ...(by.externalId ? [by.externalId] : [])];
      await noteExternalIds(tx, 'Subscriber', id, externalIds);
      await recordConsents(tx, id, consents, 'IMPORT');
      return { subscriber: await tx.manager.findOneByOrFail(Subscriber, { id }) };
    },
  );
}

/** The person whom a row speaks of: a subscriber never becomes somebody else. */
async function personOf(tx: Tx, { by, subscriber }: UpsertSubscriberRow): Promise<Id<'Person'>> {
  const known = await findSubscriber(tx, by);
  if (!known && by.id) throw userError('NOT_FOUND', 'There is no subscriber with this id', ['by', 'id']);
  const named = known?.personId ?? by.personId;
  if (!named && !subscriber.personId)
    throw userError('REQUIRED', 'A new subscriber needs a person', ['subscriber', 'personId']);
  if (named && subscriber.personId && named !== subscriber.personId) {
    throw userError('INVALID', 'This subscriber is another person', ['subscriber', 'personId']);
  }
  return (named ?? subscriber.personId) as Id<'Person'>;
}

function consentsOf(inputs: readonly SubscriberGroupInput[], groups: GroupsByName): Consent[] {
  const now = new Date();
  const consents = new Map<Id<'SubscriptionGroup'>, Consent>();
  for (const [index, { name, status, consentedAt, source = null }] of inputs.entries()) {
    const path = ['subscriber', 'groups', index];
    const groupId = groups.get(name);
    if (!groupId)
      throw userError('NOT_FOUND', `There is no subscription group named ${name}`, [...path, 'name']);
    if (consents.has(groupId))
      throw userError('INVALID', `The group ${name} is named twice`, [...path, 'name']);
    const hasAgreed = status === ConsentStatus.SUBSCRIBED;
    if (consentedAt && (!hasAgreed || consentedAt > now)) {
      throw userError('INVALID', 'Only who is SUBSCRIBED has agreed, and not in the future', [
        ...path,
        'consentedAt',
      ]);
    }
    consents.set(groupId, { groupId, status, consentedAt: hasAgreed ? (consentedAt ?? now) : null, source });
  }
  return [...consents.values()];
}

/** The groups that the rows name, in one statement. */
async function groupsByName(tx: Tx, rows: readonly UpsertSubscriberRow[]): Promise<GroupsByName> {
  const names = [
    ...new Set(rows.flatMap(({ subscriber }) => subscriber.groups?.map((group) => group.name) ?? [])),
  ];
  const found = await tx.query<{ id: Id<'SubscriptionGroup'>; name: string }>(
    'select id, name from subscription_group where name = any($1::text[])',
    [names],
  );
  return new Map(found.map(({ id, name }) => [name, id]));
}
