import type { Event } from './event-types.js';

/** A row as its table told of it: columns, not properties, and of those the ones that differ. */
export interface RowChange {
  readonly table: string;
  readonly operation: 'INSERT' | 'UPDATE' | 'DELETE';
  /** Null when the row was made. */
  readonly before: Record<string, unknown> | null;
  /** Null when the row was deleted. */
  readonly after: Record<string, unknown> | null;
}

/** What each subgraph tells by itself, whatever it is about. */
export type EverySubgraphEvents = {
  /** It happens to the node that the row is of, or is a part of. */
  readonly 'row.changed': Event<'Node', RowChange>;
};
