import type { Uuid } from '../graph/id.js';
import type { DomainEvent } from './event.js';

/** An event on the bus, at its place among all events of its source. Places ascend; some may be missing. */
export interface PlacedEvent {
  readonly place: number;
  readonly event: DomainEvent;
}

/** What to read of a source: what comes after a place, of all organizations or of one. */
export interface BusReading {
  readonly source: string;
  readonly after: number;
  readonly limit: number;
  readonly organizationId?: Uuid;
}

export type LastPositions = readonly (readonly [organizationId: Uuid, position: number])[];

/**
 * Carries events between subgraphs: a log for each source, kept for some days. An organization's events of a source come
 * in the order of their positions, each once, however often it was published.
 */
export interface Bus {
  /** Appends events of a source; those that are there already are left out. */
  publish(source: string, events: readonly DomainEvent[]): Promise<void>;
  read(reading: BusReading): Promise<readonly PlacedEvent[]>;
  /** An organization's events after a position, in their order. */
  readOrganization(
    source: string,
    organizationId: Uuid,
    after: number,
    limit: number,
  ): Promise<readonly DomainEvent[]>;
  /** The position of each organization's last event. */
  lastPositions(source: string): Promise<LastPositions>;
  /** Calls `listener` when a source may have news, until the answer is called. Whoever listens also looks by itself now and then. */
  onNews(source: string, listener: () => void): () => void;
  /**
   * Removes at most `limit` events of a source that are older than some days, and answers how many they were. A bus that
   * bounds its logs itself has no such method.
   */
  expire?(source: string, days: number, limit: number): Promise<number>;
  close(): Promise<void>;
}
