import type { Event } from './event-types.js';

/** A row as its table told of it: columns, not properties, and of those the ones that differ. */
export interface RowChange {
  readonly table: string;
  readonly operation: 'INSERT' | 'UPDATE' | 'DELETE';
  /** Null when the row was made. */
  readonly before: Record<string, unknown> | null;
  /** Null when the row was deleted. */
  readonly after: Record<string, unknown> | null;
  /** Where something else is found by the row's words than before. */
  readonly searched?: { readonly row: string; readonly node: SearchedNode | null };
}

/** A node that search finds by the words of a row. */
export interface SearchedNode {
  readonly type: string;
  readonly id: string;
  /** What it is called; null where the row is a part of it. */
  readonly title: string | null;
  readonly texts: readonly string[];
  /** The user and the team who look after it, where not everybody reads it. */
  readonly owner: string | null;
  readonly team: string | null;
}

/** An event on which a subgraph gave up: the subgraph is the source of this event, not of that one. */
export interface DeadLetterFacts {
  /** The subgraph where the event happened. */
  readonly source: string;
  /** Its place among the organization's events of that subgraph. */
  readonly position: number;
  readonly type: string;
  readonly eventId: string;
  /** What went wrong in the last try. */
  readonly error: string;
  readonly tries: number;
}

/** What each subgraph tells by itself, whatever it is about. */
export type EverySubgraphEvents = {
  /** It happens to the node that the row is of, or is a part of. */
  readonly 'row.changed': Event<'Node', RowChange>;
  readonly 'dead_letter.created': Event<'DeadLetter', DeadLetterFacts>;
  readonly 'dead_letter.resolved': Event<'DeadLetter', { outcome: 'HANDLED' | 'DISCARDED' }>;
};
