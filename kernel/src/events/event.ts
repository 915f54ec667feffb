import type { Uuid } from '../graph/id.js';

/** What a use case says has happened; the catalogue of a subgraph's events gives `payload` its shape. */
export interface NewEvent {
  /** `order.placed`: a noun and what happened to it. */
  readonly type: string;
  /** The node that it happened to. */
  readonly subject: readonly [typeName: string, id: Uuid];
  /** The person whom it speaks of, by whom it is found and erased. */
  readonly personId?: Uuid | null;
  readonly payload: object;
}

/** An event as it travels: what happened, in which order, who did it and why. */
export interface DomainEvent {
  readonly id: Uuid;
  readonly type: string;
  readonly version: number;
  /** The subgraph where it happened. */
  readonly source: string;
  readonly organizationId: Uuid;
  /** Its place among the organization's events of the source: from 1, without gaps, in the order of the commits. */
  readonly position: number;
  /** RFC 3339, when its change was committed. */
  readonly occurredAt: string;
  readonly subjectType: string;
  readonly subjectId: Uuid;
  readonly personId: Uuid | null;
  readonly actorId: Uuid | null;
  readonly requestId: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  /** The event that it answers, when a handler made it. */
  readonly cause: { readonly source: string; readonly position: number } | null;
  // biome-ignore lint/suspicious/noExplicitAny: its shape is the catalogue's, by type and version
  readonly payload: any;
}
