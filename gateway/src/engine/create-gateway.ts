import { createLogger } from '@kith/kernel';
import type { ExecutionResult } from 'graphql';
import { openDoor } from '../admission/admission.js';
import { loadGraph } from './load.js';
import type { RunOptions } from './run.js';
import { type UrlEndpoint, urlEndpoint } from './url-endpoint.js';

export interface CreateGatewayOptions {
  /** Any Federation 2 supergraph. */
  readonly supergraph: string;
  /** Where subgraphs are, by name; those that are not named are where the supergraph says. */
  readonly subgraphs?: Readonly<Record<string, string>>;
  /** How long an operation may take; 30 seconds unless said. */
  readonly deadlineMs?: number;
}

export interface GatewayRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
}

export interface Gateway {
  execute(request: GatewayRequest, options?: Pick<RunOptions, 'signal'>): Promise<ExecutionResult>;
  /** Serves another supergraph from now on; what runs ends on the old one. */
  replace(supergraph: string): void;
  stop(): Promise<void>;
}

/** The engine alone, over subgraphs that are behind HTTP and ask nobody who they are: no server, no actors, no domain. */
export async function createGateway({
  supergraph,
  subgraphs = {},
  deadlineMs = 30_000,
}: CreateGatewayOptions): Promise<Gateway> {
  const opened: UrlEndpoint[] = [];
  const { gateway, engine, replace } = loadGraph({
    supergraph,
    deadlineMs,
    admission: openDoor,
    logger: createLogger('gateway', 'warn'),
    reach(name, said) {
      const url = subgraphs[name] ?? said;
      if (!url) throw new Error(`Nobody says where the subgraph ${name} is`);
      const endpoint = urlEndpoint(name, url);
      opened.push(endpoint);
      return endpoint;
    },
  });
  await gateway.load();
  return {
    async execute({ query, variables, operationName }, options) {
      const current = engine();
      const prepared = current.prepare(query, operationName);
      if ('errors' in prepared) return prepared;
      return current.run(prepared, variables ?? {}, { actor: null, requestId: '' }, options);
    },
    replace,
    async stop() {
      await gateway.stop();
      await Promise.all(opened.map((endpoint) => endpoint.close()));
    },
  };
}
