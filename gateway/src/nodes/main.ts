import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  createLogger,
  integer,
  oneOf,
  onStop,
  readConfiguration,
  secretKey,
  serveEndpoint,
  text,
} from '@kith/kernel';
import { readSubgraphs } from '../configuration.js';
import { httpEndpoint } from '../reach/http-endpoint.js';
import { nodesEndpoint } from './nodes-endpoint.js';

/** The subgraph `nodes` as a process of its own: it reads who owns what from the printed SDL of the others. */
async function main(): Promise<void> {
  const settings = readConfiguration(process.env, {
    SUBGRAPH_SDL_FOLDER: text('schema/subgraphs'),
    ACTOR_TOKEN_KEY: secretKey(),
    SUBGRAPH_TIMEOUT_MS: integer(10_000, 100, 120_000),
    HOST: text('127.0.0.1'),
    PORT: integer(4006, 0, 65_535),
    LOG_LEVEL: oneOf('info', 'debug', 'warn', 'error', 'silent'),
  });
  const sdls = readSdls(settings.SUBGRAPH_SDL_FOLDER);
  const endpoints = readSubgraphs(process.env, Object.keys(sdls)).map((subgraph) =>
    httpEndpoint({ ...subgraph, timeoutMs: settings.SUBGRAPH_TIMEOUT_MS }),
  );
  const logger = createLogger('nodes', settings.LOG_LEVEL);
  const { HOST: host, PORT: port, ACTOR_TOKEN_KEY: key } = settings;
  const served = await serveEndpoint(nodesEndpoint(sdls, endpoints), { host, port, key, logger });
  logger.info({ url: served.url }, 'serving');
  onStop(async () => {
    await served.stop();
    await Promise.all(endpoints.map((endpoint) => endpoint.close()));
  });
}

function readSdls(folder: string): Record<string, string> {
  const names = readdirSync(folder)
    .map((file) => path.basename(file, '.graphql'))
    .filter((name) => name !== 'nodes');
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(path.join(folder, `${name}.graphql`), 'utf8')]),
  );
}

main().catch((error: Error) => {
  process.stderr.write(`nodes does not start: ${error.message}\n`);
  process.exitCode = 1;
});
