import { Direction, entityLoader, filterable, type Id, listing, type Request } from '@kith/kernel';
import { authorize } from '../policy.js';
import { AuditEntry } from './audit.entity.js';
import { LoggedEvent } from './event.entity.js';

export const eventById = entityLoader(LoggedEvent);
const auditEntryById = entityLoader(AuditEntry);

export function findEvent(request: Request, id: Id): Promise<LoggedEvent | null> {
  authorize(request.actor, 'event:read');
  request.requirePresent('A DomainEvent');
  return eventById(request).load(id);
}

export function findAuditEntry(request: Request, id: Id): Promise<AuditEntry | null> {
  authorize(request.actor, 'audit:read');
  request.requirePresent('An AuditEntry');
  return auditEntryById(request).load(id);
}

export const events = listing(LoggedEvent, {
  name: 'DomainEvent',
  filter: {
    type: filterable.text(),
    source: filterable.text(),
    subjectType: filterable.text(),
    personId: filterable.id('Person'),
    actorId: filterable.id('User'),
    requestId: filterable.text(),
    occurredAt: filterable.instant(),
  },
  orderBy: ['position'],
  defaultOrder: [{ field: 'position', direction: Direction.ASC }],
});

export const auditEntries = listing(AuditEntry, {
  name: 'AuditEntry',
  filter: {
    source: filterable.text(),
    table: filterable.text(),
    entityType: filterable.text(),
    personId: filterable.id('Person'),
    requestId: filterable.text(),
    address: filterable.text(),
  },
  orderBy: ['at'],
  defaultOrder: [{ field: 'at', direction: Direction.DESC }],
});
