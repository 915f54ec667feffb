import type { ExecutionResult, GraphQLError, OperationTypeNode } from 'graphql';
import type { Fields } from './merge.js';
import type { Place } from './path.js';
import type { Represent } from './representation.js';
import type { Rewrite } from './rewrite.js';

/** One fetch of a plan: what is asked of which subgraph. */
export interface Fetch {
  /** Its number in the plan. */
  readonly id: number;
  readonly service: string;
  readonly kind: OperationTypeNode;
  /** The operation that it sends when it travels alone. */
  readonly text: string;
  readonly operationName: string | undefined;
  /** Of the client's variables, those that it needs. */
  readonly variableNames: readonly string[];
  /** Reads of one subgraph that are as far down in the plan: they travel together. Null for what travels alone. */
  readonly wave: number | null;
  /** For entities: what they are found by. */
  readonly represent: Represent | null;
  readonly rewriteInput: Rewrite | null;
  readonly rewriteOutput: Rewrite | null;
  /** Fetches may share an entity's answer when this and what they select are equal. */
  readonly rewrites: string;
  /** A place in the subgraph's answer as it is called in the client's. */
  readonly renamed: (place: Place) => Place;
}

/** Entities that are asked for, each once. */
export interface Entities {
  readonly representations: readonly Fields[];
  /** What tells a representation from others. */
  readonly keys: readonly string[];
}

/** Objects of the answer that a step works on: all that a path leads to. */
export interface Cursor {
  readonly objects: readonly Fields[];
  /** From the answer's root; `@` stands for every item of a list. */
  readonly path: readonly string[];
}

/** A run as the steps of its plan see it. Every fetch of a plan is either asked or passed over, once. */
export interface Running {
  /** What subgraphs have answered so far. */
  readonly data: Fields;
  /** With the operation's defaults, coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  note(error: GraphQLError): void;
  /** Rejects when the subgraph cannot be asked. */
  ask(fetch: Fetch, entities?: Entities): Promise<ExecutionResult>;
  /** These have nothing to ask for: nobody waits for them. */
  pass(fetches: readonly Fetch[]): void;
}

/** A compiled node of a plan. */
export interface Step {
  /** All fetches in it. */
  readonly fetches: readonly Fetch[];
  /** What goes wrong is noted in the run; it does not reject. */
  run(running: Running, cursor: Cursor): Promise<void>;
}
