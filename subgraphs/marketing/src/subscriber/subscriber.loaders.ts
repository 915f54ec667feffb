import {
  Direction,
  entityLoader,
  entityOf,
  filterable,
  hydrate,
  type Id,
  listing,
  rowsLoader,
  tableOf,
} from '@kith/kernel';
import { Subscriber } from './subscriber.entity.js';
import { SubscriberGroup } from './subscriber-group.entity.js';

/** How many groups a subscriber can have said something to. */
export const mostGroups = 100;

export const subscriberById = entityLoader(Subscriber);
export const subscriberOfPerson = entityOf(Subscriber, 'personId');

export const subscribers = listing(Subscriber, {
  name: 'Subscriber',
  filter: {
    email: filterable.lowerCaseText(),
    personId: filterable.id('Person'),
    createdAt: filterable.instant(),
  },
  orderBy: ['createdAt', 'email'],
  defaultOrder: [{ field: 'createdAt', direction: Direction.ASC }],
});

export const groupsOf = rowsLoader(
  async (snapshot, subscriberIds: readonly Id[]) => {
    const rows = await snapshot.query<SubscriberGroup>(
      `select ${tableOf(snapshot, SubscriberGroup).columns('s', ['subscriberId'])}, g.name
       from subscriber_group s join subscription_group g on g.id = s.group_id
       where s.subscriber_id = any($1::uuid[]) order by s.subscriber_id, g.name`,
      [subscriberIds],
    );
    return hydrate(SubscriberGroup, rows);
  },
  (group) => group.subscriberId,
);
