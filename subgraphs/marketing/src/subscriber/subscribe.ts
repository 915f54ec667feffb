import { type Id, type Tx, userError } from '@kith/kernel';
import { authorize } from '../policy.js';
import { SubscriptionGroup } from '../subscription-group/subscription-group.entity.js';
import { ConsentStatus } from './consent-status.js';
import { findSubscriber } from './find-subscriber.js';
import { recordConsents } from './record-consents.js';
import { Subscriber } from './subscriber.entity.js';
import type { SubscribeInput, UnsubscribeInput } from './subscriber.inputs.js';
import { writeSubscriber } from './write-subscriber.js';

export async function subscribe(
  tx: Tx,
  { personId, email, groupId, source = null }: SubscribeInput,
): Promise<Subscriber> {
  authorize(tx.actor, 'subscriber:write');
  const group = groupId ? await requireGroup(tx, groupId) : await defaultGroup(tx);
  const id = await writeSubscriber(tx, { personId, email });
  await recordConsents(
    tx,
    id,
    [{ groupId: group, status: ConsentStatus.SUBSCRIBED, consentedAt: new Date(), source }],
    'SUBSCRIBER',
  );
  return tx.manager.findOneByOrFail(Subscriber, { id });
}

/** A refusal of a group that the subscriber never joined is recorded too, so that no import signs them up for it. */
export async function unsubscribe(
  tx: Tx,
  { personId, groupId, source = null }: UnsubscribeInput,
): Promise<Subscriber> {
  authorize(tx.actor, 'subscriber:write');
  if (!(await findSubscriber(tx, { personId })))
    throw userError('NOT_FOUND', 'This person is no subscriber', ['personId']);
  const id = await writeSubscriber(tx, { personId });
  const groups = groupId ? [await requireGroup(tx, groupId)] : await groupsJoined(tx, id);
  const consents = groups.map((group) => ({
    groupId: group,
    status: ConsentStatus.UNSUBSCRIBED,
    consentedAt: null,
    source,
  }));
  await recordConsents(tx, id, consents, 'SUBSCRIBER');
  return tx.manager.findOneByOrFail(Subscriber, { id });
}

async function requireGroup(tx: Tx, id: Id<'SubscriptionGroup'>): Promise<Id<'SubscriptionGroup'>> {
  if (await tx.manager.existsBy(SubscriptionGroup, { id })) return id;
  throw userError('NOT_FOUND', 'There is no subscription group with this id', ['groupId']);
}

async function defaultGroup(tx: Tx): Promise<Id<'SubscriptionGroup'>> {
  const group = await tx.manager.findOneBy(SubscriptionGroup, { isDefault: true });
  if (!group) throw userError('REQUIRED', 'Name a group: the organization has no default one', ['groupId']);
  return group.id;
}

async function groupsJoined(tx: Tx, subscriber: Id<'Subscriber'>): Promise<Id<'SubscriptionGroup'>[]> {
  const rows = await tx.query<{ id: Id<'SubscriptionGroup'> }>(
    'select group_id as id from subscriber_group where subscriber_id = $1',
    [subscriber],
  );
  return rows.map((row) => row.id);
}
