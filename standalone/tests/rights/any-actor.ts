import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { graphEndpoint } from '@kith/gateway';
import {
  type Actor,
  createLogger,
  type Graph,
  type RunningSubgraph,
  roleOf,
  type SecretsKeys,
  type SubgraphEndpoint,
  startSubgraph,
} from '@kith/kernel';
import { openMeans } from '@kith/platform-objects';
import { graphToCome } from '../../src/graph-to-come.js';
import { subgraphs } from '../../src/subgraphs.js';
import { graphDatabaseUrl } from '../graph.js';
import { graphOver } from '../in-process-graph.js';

/** What is there of an answer when nobody but a test asks. */
export interface Told {
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  readonly data?: any;
  readonly errors?: readonly {
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code?: unknown };
  }[];
}

/** The graph of this process over the running graph's database, asked as whoever one likes: users, keys, operators. */
export interface AnyActor {
  ask(actor: Actor, query: string, variables?: object): Promise<Told>;
  /** The subgraph that has a field of the graph. */
  endpoint(name: string): SubgraphEndpoint;
  stop(): Promise<void>;
}

export async function startAnyActor(): Promise<AnyActor> {
  const logger = createLogger('test', 'fatal');
  const whole = graphToCome();
  const { privateKey } = generateKeyPairSync('ed25519');
  const secretsKeys: SecretsKeys = [randomBytes(32)];
  const means = {
    ...openMeans({ secretsKeys, graph: whole.graph, mayBePrivate: true }),
    accessTokenKey: privateKey.export({ format: 'jwk' }),
    secretsKeys,
    publicUrl: 'http://localhost:4000',
  };
  const running: RunningSubgraph[] = [];
  for (const subgraph of subgraphs) {
    const databaseUrl = graphDatabaseUrl(roleOf(subgraph.databaseSchema, 'runtime'));
    running.push(await startSubgraph(subgraph, { databaseUrl, ownerUrl: null, poolSize: 4, logger, means }));
  }
  const endpoints = running.map(({ endpoint }) => endpoint);
  const opened = await graphOver(endpoints, 'silent');
  const graph: Graph = graphEndpoint(opened);
  whole.arrive(graph);
  return {
    async ask(actor, query, variables = {}) {
      const answer = await graph.execute(
        { query, variables: { ...variables } },
        { actor, requestId: 'test' },
      );
      return JSON.parse(JSON.stringify(answer));
    },
    endpoint(name) {
      const found = endpoints.find((endpoint) => endpoint.name === name);
      if (!found) throw new Error(`There is no subgraph ${name}`);
      return found;
    },
    async stop() {
      await opened.stop();
      for (const subgraph of running) await subgraph.stop();
      await means.close();
    },
  };
}
