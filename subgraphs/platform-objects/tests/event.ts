import { randomUUID } from 'node:crypto';
import type { DomainEvent, Uuid } from '@kith/kernel';

/** An event as the bus would bring it. */
export function event(
  organizationId: Uuid,
  source: string,
  position: number,
  more: Partial<DomainEvent> = {},
): DomainEvent {
  return {
    id: randomUUID(),
    type: 'thing.made',
    version: 1,
    source,
    organizationId,
    position,
    occurredAt: '2026-03-01T09:30:00.000Z',
    subjectType: 'Order',
    subjectId: randomUUID(),
    personId: null,
    actorId: null,
    requestId: 'r-1',
    address: '192.0.2.7',
    userAgent: 'a browser',
    cause: null,
    payload: { total: '29.50' },
    ...more,
  };
}
