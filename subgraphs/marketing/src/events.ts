import { type Catalogue, publisher } from '@kith/kernel';
import type { MarketingEvents } from '@kith/schema/events/marketing';

/** What this subgraph tells the others. */
export const events: Catalogue<MarketingEvents> = {
  'template.created': {
    subject: 'Template',
    description: 'A template was made.',
    of: ['createTemplate'],
  },
  'template.updated': {
    subject: 'Template',
    description: 'A template was changed; what is different now.',
    of: ['updateTemplate'],
  },
  'campaign.created': {
    subject: 'Campaign',
    description: 'A campaign was made.',
    of: ['createCampaign'],
  },
  'campaign.updated': {
    subject: 'Campaign',
    description: 'A campaign was changed; what is different now.',
    of: ['updateCampaign'],
  },
  'segment.created': {
    subject: 'Segment',
    description: 'A segment was made.',
    of: ['createSegment'],
  },
  'segment.members_added': {
    subject: 'Segment',
    description: 'People were put into a segment.',
    of: ['addSegmentMembers'],
  },
  'segment.members_removed': {
    subject: 'Segment',
    description: 'People were taken out of a segment.',
    of: ['removeSegmentMembers'],
  },
  'subscription_group.created': {
    subject: 'SubscriptionGroup',
    description: 'There is something more to agree to.',
    of: ['createSubscriptionGroup'],
  },
  'subscriber.saved': {
    subject: 'Subscriber',
    description: 'A person is a subscriber, and this is how.',
    of: ['subscribe', 'unsubscribe', 'upsertSubscribers'],
  },
  'subscriber.consented': {
    subject: 'Subscriber',
    description: 'A subscriber said what they want to receive.',
    of: ['subscribe', 'unsubscribe', 'upsertSubscribers'],
  },
};

export const publish = publisher(events);
