import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { Logger, SubgraphEndpoint } from '@kith/kernel';
import type { ExecutionResult } from 'graphql';
import type { Admission } from '../admission/admission.js';
import type { GatewayContext } from '../graph/context.js';
import { subgraphAsker } from './ask/subgraphs.js';
import { createEngine, type Engine } from './engine.js';
import type { Prepared } from './prepare.js';
import { supergraphOf } from './supergraph.js';

export interface LoadOptions {
  readonly supergraph: string;
  /** The way to a subgraph of this name, which the supergraph says is at this URL. */
  readonly reach: (name: string, url: string | undefined) => SubgraphEndpoint;
  readonly deadlineMs: number;
  readonly logger: Logger;
  /** What operations pass before they run. */
  readonly admission: Admission;
}

/** A graph on its way into an Apollo server: the Apollo gateway loads supergraphs and plans, the engine runs. */
export interface LoadedGraph {
  readonly gateway: ApolloGateway;
  /** Of the supergraph that is served now. There is none before the gateway was loaded. */
  readonly engine: () => Engine;
  /** An operation that the server has let through to be run before: nothing that it checks of a document needs a second look. */
  readonly trusted: (text: string, operationName?: string | null) => Prepared | null;
  /** Runs what may run. */
  readonly answer: (
    prepared: Prepared,
    variables: Readonly<Record<string, unknown>>,
    context: GatewayContext,
  ) => Promise<ExecutionResult>;
  /**
   * Serves another supergraph from now on; what runs ends on the old one.
   *
   * @throws Error when it cannot be loaded: then the old one stays.
   */
  readonly replace: (supergraph: string) => void;
}

/** A supergraph, to be loaded by the server that it is given to, or by `gateway.load()`. */
export function loadGraph({ supergraph, reach, deadlineMs, logger, admission }: LoadOptions): LoadedGraph {
  // It would send figures of this process to Apollo.
  process.env.APOLLO_TELEMETRY_DISABLED ??= '1';
  const endpoints = new Map<string, SubgraphEndpoint>();
  const ask = subgraphAsker(endpoints);
  let update: ((supergraph: string) => void) | undefined;
  let engine: Engine | undefined;
  const gateway = new ApolloGateway({
    logger,
    async supergraphSdl(options) {
      update = options.update;
      return { supergraphSdl: supergraph };
    },
    buildService({ name, url }) {
      endpoints.set(name, reach(name, url));
      return unused;
    },
  });
  gateway.onSchemaLoadOrUpdate(() => {
    const limits = admission.limits?.document ?? null;
    engine = createEngine({ supergraph: supergraphOf(gateway), ask, deadlineMs, limits });
  });
  const current = () => {
    if (!engine) throw new Error('The graph was not loaded yet');
    return engine;
  };
  const answer: LoadedGraph['answer'] = (prepared, variables, context) =>
    admission.run(current(), prepared, variables, context);
  const letThrough = new WeakSet<Prepared>();
  gateway.executor = async ({ source, request: { operationName, variables }, context }) => {
    const prepared = current().prepare(source, operationName);
    if ('errors' in prepared) return prepared;
    letThrough.add(prepared);
    return answer(prepared, variables ?? {}, context as GatewayContext);
  };
  return {
    gateway,
    engine: current,
    answer,
    trusted(text, operationName) {
      const prepared = current().known(text, operationName);
      return prepared && letThrough.has(prepared) ? prepared : null;
    },
    replace(replacement) {
      if (!update) throw new Error('The graph was not loaded yet');
      update(replacement);
    },
  };
}

/** The Apollo gateway wants a data source for each subgraph; its own executor, which would use them, never runs. */
const unused: GraphQLDataSource = {
  process: () => Promise.reject(new Error('Subgraphs are asked by the engine')),
};
