import { type Catalogue, publisher } from '@kith/kernel';
import type { PlatformObjectsEvents } from '@kith/schema/events/platform-objects';

/** What this subgraph tells the others. */
export const events: Catalogue<PlatformObjectsEvents> = {
  'object_definition.created': {
    subject: 'ObjectDefinition',
    description: 'A sort of object was made.',
    of: ['ensureObjectDefinition'],
  },
  'object_definition.updated': {
    subject: 'ObjectDefinition',
    description: 'A sort of object was changed; what is different now.',
    of: ['ensureObjectDefinition', 'updateObjectDefinition'],
  },
  'record.created': {
    subject: 'Record',
    description: 'A record was made.',
    of: ['createRecord', 'upsertRecords'],
  },
  'record.updated': {
    subject: 'Record',
    description: 'A record was changed; what is different now.',
    of: ['updateRecord', 'upsertRecords', 'team.deleted'],
  },
  'record.deleted': {
    subject: 'Record',
    description: 'A record is no more; what it was.',
    of: ['deleteRecord'],
  },
  'association.created': {
    subject: 'Association',
    description: 'Two things were linked.',
    of: ['createAssociations'],
  },
  'association.deleted': {
    subject: 'Association',
    description: 'A link is no more.',
    of: ['deleteAssociations', 'deleteRecord'],
  },
  'webhook_endpoint.created': {
    subject: 'WebhookEndpoint',
    description: 'A receiver of events was made.',
    of: ['createWebhookEndpoint'],
  },
  'webhook_endpoint.updated': {
    subject: 'WebhookEndpoint',
    description: 'A receiver of events was changed; what is different now.',
    of: ['updateWebhookEndpoint', 'pauseWebhookEndpoint', 'resumeWebhookEndpoint'],
  },
  'webhook_endpoint.deleted': {
    subject: 'WebhookEndpoint',
    description: 'A receiver of events is no more; what it was.',
    of: ['deleteWebhookEndpoint'],
  },
  'webhook_endpoint.paused': {
    subject: 'WebhookEndpoint',
    description: 'A receiver of events is called no more: somebody paused it, or it kept failing.',
    of: ['pauseWebhookEndpoint'],
  },
  'webhook_endpoint.resumed': {
    subject: 'WebhookEndpoint',
    description: 'A receiver of events is called again.',
    of: ['resumeWebhookEndpoint'],
  },
  'webhook_endpoint.secret_rotated': {
    subject: 'WebhookEndpoint',
    description:
      'Calls of a receiver are signed with another secret; the one before signs beside it for 24 hours.',
    of: ['rotateWebhookSecret'],
  },
  'webhook_endpoint.tested': {
    subject: 'WebhookEndpoint',
    description: 'Somebody tries a receiver of events. It is sent to that one alone.',
    of: ['sendTestWebhook'],
  },
  'webhook_endpoint.redelivered': {
    subject: 'WebhookEndpoint',
    description: 'An event is to be sent to a receiver again.',
    of: ['redeliverWebhook'],
  },
  'app.created': {
    subject: 'App',
    description: 'An app of a partner was made.',
    of: ['createApp'],
  },
  'app.updated': {
    subject: 'App',
    description: 'An app was changed; what is different now.',
    of: ['updateApp'],
  },
  'app.deleted': {
    subject: 'App',
    description: 'An app is no more, nor what it had registered.',
    of: ['deleteApp'],
  },
  'app_version.created': {
    subject: 'AppVersion',
    description: 'A release of an app registered the operations that it runs.',
    of: ['registerAppVersion'],
  },
  'app_version.updated': {
    subject: 'AppVersion',
    description: 'A release of an app was retired; what is different now.',
    of: ['retireAppVersion'],
  },
  'dead_letter.redriven': {
    subject: 'DeadLetter',
    description: 'The subgraph that gave up on an event is to try it once more.',
    of: ['redriveDeadLetters'],
  },
  'dead_letter.discarded': {
    subject: 'DeadLetter',
    description: 'The subgraph that gave up on an event is to forget it.',
    of: ['discardDeadLetters'],
  },
};

export const publish = publisher(events);
