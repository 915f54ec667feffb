import { defineSubgraph } from '@kith/kernel';
import { Activity } from './activity/activity.entity.js';
import { activityById } from './activity/activity.loaders.js';
import { ActivityResolver } from './activity/activity.resolver.js';
import { ActivityChangeResolver } from './activity/activity-change.resolver.js';
import { onOrderCancelled } from './activity/on-order-cancelled.js';
import { onOrderPlaced } from './activity/on-order-placed.js';
import { Contact } from './contact/contact.entity.js';
import { contactById } from './contact/contact.loaders.js';
import { ContactResolver } from './contact/contact.resolver.js';
import { onPersonCreated } from './contact/on-person-created.js';
import { Deal } from './deal/deal.entity.js';
import { dealById } from './deal/deal.loaders.js';
import { DealResolver } from './deal/deal.resolver.js';
import { DealChangeResolver } from './deal/deal-change.resolver.js';
import { onTeamDeleted } from './deal/on-team-deleted.js';
import { events } from './events.js';
import { CompanyResolver, PersonResolver } from './foreign/foreign.resolver.js';
import { onPeopleMerged } from './foreign/on-people-merged.js';
import { Relationships } from './migrations/relationships.js';
import { Pipeline, Stage } from './pipeline/pipeline.entity.js';
import { pipelineById, stageById } from './pipeline/pipeline.loaders.js';
import { PipelineResolver, StageResolver } from './pipeline/pipeline.resolver.js';
import { rights } from './policy.js';
import { onOrganizationCreated } from './settings/on-organization-created.js';
import {
  DealTimeResolver,
  StageTimeResolver,
  TimeInStageResolver,
} from './time-in-stage/time-in-stage.resolver.js';

/** What is being won: contacts, pipelines, deals and what happens around them. */
export const crm = defineSubgraph({
  name: 'crm',
  databaseSchema: 'crm',
  entities: [Contact, Pipeline, Stage, Deal, Activity],
  resolvers: [
    ContactResolver,
    PipelineResolver,
    StageResolver,
    DealResolver,
    DealChangeResolver,
    ActivityResolver,
    ActivityChangeResolver,
    DealTimeResolver,
    StageTimeResolver,
    TimeInStageResolver,
    PersonResolver,
    CompanyResolver,
  ],
  policy: rights,
  nodes: [
    { type: Contact, find: (request, id) => contactById(request).load(id) },
    { type: Pipeline, find: (request, id) => pipelineById(request).load(id) },
    { type: Stage, noun: 'pipeline', find: (request, id) => stageById(request).load(id) },
    { type: Deal, find: (request, id) => dealById(request).load(id) },
    { type: Activity, find: (request, id) => activityById(request).load(id) },
  ],
  events,
  handlers: [
    onOrganizationCreated,
    onPersonCreated,
    ...onOrderPlaced,
    onOrderCancelled,
    onTeamDeleted,
    ...onPeopleMerged,
  ],
  migrations: [Relationships],
});
