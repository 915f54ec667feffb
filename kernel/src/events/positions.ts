/** Positions of an organization's events in their source, the first and the last. */
export type Positions = readonly [first: number, last: number];

/** What a mutation has caused so far, by the subgraph where it happened. */
export type Consistency = Readonly<Record<string, Positions>>;

/** Whether a subgraph has handled events of others, and what it published in answer to them. */
export interface Settled {
  readonly isSettled: boolean;
  readonly caused: Positions | null;
}
