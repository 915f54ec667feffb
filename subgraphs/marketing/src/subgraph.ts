import { defineSubgraph } from '@kith/kernel';
import { Campaign } from './campaign/campaign.entity.js';
import { campaignById } from './campaign/campaign.loaders.js';
import { CampaignResolver } from './campaign/campaign.resolver.js';
import { events } from './events.js';
import { onPeopleMerged } from './foreign/on-people-merged.js';
import { PersonResolver } from './foreign/person.resolver.js';
import { Audience } from './migrations/audience.js';
import { rights } from './policy.js';
import { Segment } from './segment/segment.entity.js';
import { segmentById, segmentMemberById } from './segment/segment.loaders.js';
import { SegmentMemberResolver, SegmentResolver } from './segment/segment.resolver.js';
import { SegmentMember } from './segment/segment-member.entity.js';
import { SegmentOfPerson } from './segment/segment-of-person.entity.js';
import { Subscriber } from './subscriber/subscriber.entity.js';
import { subscriberById } from './subscriber/subscriber.loaders.js';
import { SubscriberGroupResolver, SubscriberResolver } from './subscriber/subscriber.resolver.js';
import { SubscriberGroup } from './subscriber/subscriber-group.entity.js';
import { SubscriptionGroup } from './subscription-group/subscription-group.entity.js';
import { subscriptionGroupById } from './subscription-group/subscription-group.loaders.js';
import { SubscriptionGroupResolver } from './subscription-group/subscription-group.resolver.js';
import { Template } from './template/template.entity.js';
import { templateById } from './template/template.loaders.js';
import { TemplateResolver } from './template/template.resolver.js';

/** What is said, and to whom: subscribers and their consent, segments, templates and campaigns. */
export const marketing = defineSubgraph({
  name: 'marketing',
  databaseSchema: 'marketing',
  entities: [
    SubscriptionGroup,
    Subscriber,
    SubscriberGroup,
    Template,
    Campaign,
    Segment,
    SegmentMember,
    SegmentOfPerson,
  ],
  resolvers: [
    SubscriptionGroupResolver,
    SubscriberResolver,
    SubscriberGroupResolver,
    TemplateResolver,
    CampaignResolver,
    SegmentResolver,
    SegmentMemberResolver,
    PersonResolver,
  ],
  policy: rights,
  nodes: [
    { type: SubscriptionGroup, find: (request, id) => subscriptionGroupById(request).load(id) },
    { type: Subscriber, find: (request, id) => subscriberById(request).load(id) },
    { type: Template, find: (request, id) => templateById(request).load(id) },
    { type: Campaign, find: (request, id) => campaignById(request).load(id) },
    { type: Segment, find: (request, id) => segmentById(request).load(id) },
    { type: SegmentMember, noun: 'segment', find: (request, id) => segmentMemberById(request).load(id) },
  ],
  events,
  handlers: [...onPeopleMerged],
  migrations: [Audience],
});
