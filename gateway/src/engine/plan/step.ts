import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Entities, Fetch } from './fetch.js';
import type { Fields } from './merge.js';

/** Objects of the answer that a step works on: all that a path leads to. */
export interface Cursor {
  readonly objects: readonly Fields[];
  /** From the answer's root; `@` stands for every item of a list. */
  readonly path: readonly string[];
}

/** A run as the steps of its plan see it. */
export interface Running {
  /** What subgraphs have answered so far. */
  readonly data: Fields;
  /** With the operation's defaults, coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  note(error: GraphQLError): void;
  /** Rejects when the subgraph cannot be asked. */
  ask(fetch: Fetch, entities?: Entities): Promise<ExecutionResult>;
}

/** A compiled node of a plan. What goes wrong is noted in the run; it does not reject. */
export type Step = (running: Running, cursor: Cursor) => Promise<void>;
