import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  createTokenKeys,
  nodesEndpoint,
  type RunningGateway,
  signAccessToken,
  startGateway,
} from '@kith/gateway';
import { type Actor, createLogger } from '@kith/kernel';
import { subgraphs } from '../../src/subgraphs.js';
import { type InProcessGraph, startInProcess } from '../in-process-graph.js';

/** The whole graph in this process behind a gateway that listens, so that clients are real and costs can be counted. */
export interface InProcessGateway {
  readonly graph: InProcessGraph;
  readonly url: string;
  tokenOf(actor: Actor): Promise<string>;
  stop(): Promise<void>;
}

export async function startInProcessGateway(): Promise<InProcessGateway> {
  const graph = await startInProcess();
  const { privateKey, publicKey } = await createTokenKeys();
  const sdls = Object.fromEntries(subgraphs.map(({ name, sdl }) => [name, sdl]));
  const gateway: RunningGateway = await startGateway({
    supergraph: readFileSync(path.resolve(__dirname, '../../../schema/supergraph.graphql'), 'utf8'),
    endpoints: [...graph.endpoints, nodesEndpoint(sdls, graph.endpoints)],
    accessTokenKey: publicKey,
    host: '127.0.0.1',
    port: 0,
    isProduction: true,
    logger: createLogger('test', 'error'),
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
