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
    of: ['updateRecord', 'upsertRecords'],
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
