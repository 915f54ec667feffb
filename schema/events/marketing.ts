import type { Event, LifeOf } from './event-types.js';

export interface CampaignProperties {
  name: string;
  channel: 'EMAIL' | 'SMS';
  status: string;
  subject: string | null;
  templateId: string | null;
}

export interface TemplateProperties {
  name: string;
  subject: string | null;
  body: string;
}

export type MarketingEvents = LifeOf<'campaign', 'Campaign', CampaignProperties> &
  LifeOf<'template', 'Template', TemplateProperties> & {
    readonly 'segment.created': Event<'Segment', { name: string; description: string | null }>;
    readonly 'segment.members_added': Event<'Segment', { personIds: string[] }>;
    readonly 'segment.members_removed': Event<'Segment', { personIds: string[] }>;
    readonly 'subscription_group.created': Event<
      'SubscriptionGroup',
      { name: string; description: string | null; isDefault: boolean }
    >;
    readonly 'subscriber.saved': Event<'Subscriber', { personId: string }>;
    readonly 'subscriber.consented': Event<
      'Subscriber',
      { personId: string; consents: { groupId: string; status: string; source: string | null }[] }
    >;
  };
