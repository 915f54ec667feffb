import type { Uuid } from '../graph/id.js';
import type { DomainEvent } from './event.js';

/** What a log holds of a source after a place, of all organizations. */
export interface Reading {
  /** In the order in which they were published; some may be there twice. */
  readonly events: readonly DomainEvent[];
  /** Organizations with an event that is too large for the log: see `readOrganization`. */
  readonly incomplete: readonly Uuid[];
  /** From where to read on. */
  readonly place: number;
  readonly isMore: boolean;
  /** Of a log that may lose events: when it is another than that of the reading before, it may have. See `lastPositions`. */
  readonly era?: string;
}

/** What a source has published, as it tells whoever asks. */
export interface Outbox {
  /** An organization's events after a position, in their order. */
  read(organizationId: Uuid, after: number, limit: number): Promise<readonly DomainEvent[]>;
  /** The position of each organization's last event. */
  lastPositions(): Promise<LastPositions>;
}

export type LastPositions = readonly (readonly [organizationId: Uuid, position: number])[];

/**
 * Carries events between subgraphs: a log for each source. What was published is in the log, or the source is asked for
 * it, so that whoever checks positions misses nothing, whatever befalls the log.
 */
export interface Bus {
  /** Tells logs apart: a place in one means nothing in another. */
  readonly name: string;
  /** Appends events of a source; those that were there a moment ago are left out. */
  publish(source: string, events: readonly DomainEvent[]): Promise<void>;
  read(source: string, after: number, limit: number): Promise<Reading>;
  /** An organization's events after a position, none of them missing that the source still has. */
  readOrganization(
    source: string,
    organizationId: Uuid,
    after: number,
    limit: number,
  ): Promise<readonly DomainEvent[]>;
  /** The position of each organization's last event. */
  lastPositions(source: string): Promise<LastPositions>;
  /** Lets others ask a source for what the log lacks, until the answer is called. */
  answer(source: string, outbox: Outbox): () => void;
  /** Calls `listener` when a source may have news, until the answer is called. Whoever listens also looks by itself now and then. */
  onNews(source: string, listener: () => void): () => void;
  isReachable(): Promise<boolean>;
  /**
   * Removes at most `limit` events of a source that are older than some days, and answers how many they were. A bus that
   * bounds its logs itself has no such method.
   */
  expire?(source: string, days: number, limit: number): Promise<number>;
  close(): Promise<void>;
}
