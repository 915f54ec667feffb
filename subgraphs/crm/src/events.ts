import { type Catalogue, publisher } from '@kith/kernel';
import type { CrmEvents } from '@kith/schema/events/crm';

/** What this subgraph tells the others. */
export const events: Catalogue<CrmEvents> = {
  'contact.created': {
    subject: 'Contact',
    description: 'A contact was made.',
    of: ['createContact', 'upsertContacts', 'person.created'],
  },
  'contact.updated': {
    subject: 'Contact',
    description: 'A contact was changed; what is different now.',
    of: ['updateContact', 'upsertContacts'],
  },
  'pipeline.created': {
    subject: 'Pipeline',
    description: 'A pipeline was made.',
    of: ['createPipeline'],
  },
  'stage.created': {
    subject: 'Stage',
    description: 'A pipeline got a stage.',
    of: ['createPipeline'],
  },
  'stage.deleted': {
    subject: 'Stage',
    description: 'A pipeline lost a stage.',
    of: ['deleteStage'],
  },
  'deal.created': {
    subject: 'Deal',
    description: 'A deal was made.',
    of: ['createDeal', 'importDeals'],
  },
  'deal.updated': {
    subject: 'Deal',
    description: 'A deal was changed; what is different now.',
    of: ['updateDeal', 'moveDeal', 'reopenDeal', 'team.deleted'],
  },
  'deal.deleted': {
    subject: 'Deal',
    description: 'A deal is no more; what it was.',
    of: ['deleteDeal'],
  },
  'deal.moved': {
    subject: 'Deal',
    description: 'A deal went to another stage.',
    of: ['moveDeal', 'reopenDeal'],
  },
  'deal.won': {
    subject: 'Deal',
    description: 'A deal was won.',
    of: ['createDeal', 'importDeals', 'moveDeal'],
  },
  'deal.lost': {
    subject: 'Deal',
    description: 'A deal was lost.',
    of: ['createDeal', 'importDeals', 'moveDeal'],
  },
  'deal.reopened': {
    subject: 'Deal',
    description: 'A closed deal was taken up again.',
    of: ['reopenDeal'],
  },
  'activity.created': {
    subject: 'Activity',
    description: 'An activity was made.',
    of: ['logActivity', 'logActivities', 'order.placed', 'order.imported'],
  },
  'activity.updated': {
    subject: 'Activity',
    description: 'An activity was changed; what is different now.',
    of: ['updateActivity', 'deleteDeal', 'order.cancelled'],
  },
  'activity.deleted': {
    subject: 'Activity',
    description: 'An activity is no more, because the deal is that it was about; what it was.',
    of: ['deleteDeal'],
  },
};

export const publish = publisher(events);
