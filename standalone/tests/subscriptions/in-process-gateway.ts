import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  createTokenKeys,
  nodesEndpoint,
  type RunningGateway,
  type StartGatewayOptions,
  signAccessToken,
  startGateway,
} from '@kith/gateway';
import { type Actor, createLogger, type Logger, type SubgraphEndpoint } from '@kith/kernel';
import { subgraphs } from '../../src/subgraphs.js';
import { type InProcessGraph, type InProcessOptions, startInProcess } from '../in-process-graph.js';

/** The whole graph in this process behind a gateway that listens, so that clients are real and costs can be counted. */
export interface InProcessGateway {
  readonly graph: InProcessGraph;
  readonly url: string;
  tokenOf(actor: Actor): Promise<string>;
  stop(): Promise<void>;
}

export interface InProcessGatewayOptions extends InProcessOptions, Pick<StartGatewayOptions, 'limits'> {
  readonly logger?: Logger;
  /** What stands between the gateway and a subgraph. */
  readonly reach?: (endpoint: SubgraphEndpoint) => SubgraphEndpoint;
}

export async function startInProcessGateway({
  logger = createLogger('test', 'error'),
  reach = (endpoint) => endpoint,
  limits,
  ...options
}: InProcessGatewayOptions = {}): Promise<InProcessGateway> {
  const graph = await startInProcess(options);
  const { privateKey, publicKey } = await createTokenKeys();
  const sdls = Object.fromEntries(subgraphs.map(({ name, sdl }) => [name, sdl]));
  const gateway: RunningGateway = await startGateway({
    supergraph: readFileSync(path.resolve(__dirname, '../../../schema/supergraph.graphql'), 'utf8'),
    endpoints: [...graph.endpoints.map(reach), nodesEndpoint(sdls, graph.endpoints)],
    accessTokenKey: publicKey,
    host: '127.0.0.1',
    port: 0,
    isProduction: true,
    limits,
    logger,
  });
  return {
    graph,
    url: gateway.url,
    tokenOf: (actor) => signAccessToken(actor, privateKey),
    async stop() {
      await gateway.stop();
      await graph.stop();
    },
  };
}
