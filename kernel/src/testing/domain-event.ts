import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '../events/event.js';

/** What a test says of an event of another subgraph; the rest does not matter to it. */
export type Told = Pick<DomainEvent, 'source' | 'type' | 'payload'> & Partial<DomainEvent>;

/** An event as the bus would bring it. */
export function domainEvent(told: Told & Pick<DomainEvent, 'organizationId' | 'position'>): DomainEvent {
  const id = randomUUID();
  return {
    id,
    version: 1,
    occurredAt: new Date().toISOString(),
    subjectType: 'Thing',
    subjectId: id,
    personId: null,
    actorId: null,
    requestId: null,
    address: null,
    userAgent: null,
    cause: null,
    ...told,
  };
}
