import { operations } from '@kith/kernel';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { DocumentLimits } from '../admission/limits.js';
import type { GatewayContext } from '../graph/context.js';
import type { AskSubgraph } from './ask/subgraphs.js';
import { type Prepared, type Preparer, preparer } from './prepare.js';
import { type RunOptions, run } from './run.js';
import type { Supergraph } from './supergraph.js';

/** Runs operations on the subgraphs of one supergraph. A new supergraph makes a new engine; what runs on the old one ends there. */
export interface Engine extends Preparer {
  /** The API schema: what clients see. */
  readonly schema: GraphQLSchema;
  /** The answer; it never rejects for what a subgraph or the client did. */
  run(
    prepared: Prepared,
    variables: Readonly<Record<string, unknown>>,
    context: GatewayContext,
    options?: RunOptions,
  ): Promise<ExecutionResult>;
}

export interface EngineOptions {
  readonly supergraph: Supergraph;
  /** The way to all subgraphs. Engines that follow each other have the same, so that reads and mutations know of each other. */
  readonly ask: AskSubgraph;
  /** How long an operation may take altogether. */
  readonly deadlineMs: number;
  /** What a text may hold; null is anything. */
  readonly limits: DocumentLimits | null;
}

export function createEngine({ supergraph, ask, deadlineMs, limits }: EngineOptions): Engine {
  return {
    schema: supergraph.apiSchema,
    ...preparer(supergraph, limits),
    run(prepared, variables, context, options = {}) {
      const operationName = prepared.operation.name?.value ?? null;
      return operations.during({ operationName, kind: prepared.kind, origin: context }, () =>
        run(prepared, variables, { ask, context, deadlineMs, ...options }),
      );
    },
  };
}
