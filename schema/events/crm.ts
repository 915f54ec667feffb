import type { Event, LifeOf } from './event-types.js';

export interface ContactProperties {
  personId: string;
  jobTitle: string | null;
  department: string | null;
  companyId: string | null;
  leadStatus: 'NEW' | 'CONTACTED' | 'QUALIFIED' | 'UNQUALIFIED' | 'CUSTOMER';
  leadSource: string | null;
  ownerId: string | null;
  lastContactedAt: string | null;
  nextFollowUpAt: string | null;
}

export interface DealProperties {
  title: string;
  amount: string;
  currencyCode: string;
  pipelineId: string;
  stageId: string;
  ownerId: string | null;
  teamId: string | null;
  personId: string | null;
  companyId: string | null;
  expectedCloseDate: string | null;
  closedAt: string | null;
  lostReason: string | null;
}

export interface ActivityProperties {
  type: string;
  subject: string;
  body: string | null;
  occurredAt: string;
  dueAt: string | null;
  status: string | null;
  assigneeId: string | null;
  personId: string | null;
  companyId: string | null;
  dealId: string | null;
  orderId: string | null;
  cancelledAt: string | null;
}

export interface DealMove {
  readonly fromStageId: string;
  readonly toStageId: string;
  readonly amount: string;
  readonly currencyCode: string;
}

export type CrmEvents = LifeOf<'contact', 'Contact', ContactProperties> &
  LifeOf<'deal', 'Deal', DealProperties> &
  LifeOf<'activity', 'Activity', ActivityProperties> & {
    readonly 'pipeline.created': Event<'Pipeline', { name: string }>;
    readonly 'stage.created': Event<
      'Stage',
      { name: string; kind: string; position: number; pipelineId: string }
    >;
    readonly 'stage.deleted': Event<
      'Stage',
      { name: string; kind: string; position: number; pipelineId: string }
    >;
    readonly 'deal.deleted': Event<'Deal', DealProperties>;
    readonly 'activity.deleted': Event<'Activity', ActivityProperties>;
    readonly 'deal.moved': Event<'Deal', DealMove>;
    readonly 'deal.won': Event<'Deal', DealMove>;
    readonly 'deal.lost': Event<'Deal', DealMove>;
    readonly 'deal.reopened': Event<'Deal', DealMove>;
  };
