import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  integer,
  oneOf,
  readConfiguration,
  type Setting,
  secretKey,
  telemetrySettings,
  text,
  url,
} from '@kith/kernel';
import { parse } from 'graphql';
import type { JWK } from 'jose';
import { limitSettings, limitsOf } from './admission/limits.js';
import { readOrigins } from './front/origins.js';
import { readTrustProxy } from './front/trust-proxy.js';

/** The names of a supergraph's subgraphs, as composition wrote them down. */
export function subgraphNames(supergraph: string): string[] {
  const graphs = parse(supergraph).definitions.find(
    (definition) => definition.kind === 'EnumTypeDefinition' && definition.name.value === 'join__Graph',
  );
  if (graphs?.kind !== 'EnumTypeDefinition') throw new Error('is no supergraph: it has no join__Graph');
  return (graphs.values ?? []).map((value) => {
    const name = value.directives?.[0]?.arguments?.find((argument) => argument.name.value === 'name')?.value;
    return name?.kind === 'StringValue' ? name.value : value.name.value.toLowerCase();
  });
}

type SubgraphSettings = Record<`SUBGRAPH_${string}_URL`, Setting<string>> &
  Record<`SUBGRAPH_${string}_KEY`, Setting<Buffer>>;

const prefix = (name: string) => `SUBGRAPH_${name.toUpperCase().replaceAll('-', '_')}` as const;

/** Where subgraphs are and the keys that they share with who asks them: `SUBGRAPH_<NAME>_URL` and `SUBGRAPH_<NAME>_KEY`. */
function subgraphSettings(names: readonly string[]): SubgraphSettings {
  return Object.fromEntries(
    names.flatMap((name) => [
      [`${prefix(name)}_URL`, url('http', 'https')],
      [`${prefix(name)}_KEY`, secretKey()],
    ]),
  );
}

function subgraphsOf(
  names: readonly string[],
  read: Record<`SUBGRAPH_${string}_URL`, string> & Record<`SUBGRAPH_${string}_KEY`, Buffer>,
): { name: string; url: string; key: Buffer }[] {
  return names.map((name) => ({
    name,
    url: read[`${prefix(name)}_URL`] as string,
    key: read[`${prefix(name)}_KEY`] as Buffer,
  }));
}

/** The value, or null where it cannot be read: the setting itself says so, together with all others. */
function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** What the front is told, wherever it runs. */
export const frontSettings = { CORS_ORIGINS: readOrigins, TRUST_PROXY: readTrustProxy };

/** The settings of the gateway. */
export function readGatewaySettings(environment: NodeJS.ProcessEnv) {
  const { SUPERGRAPH } = environment;
  const names = attempt(() => subgraphNames(readSupergraph(SUPERGRAPH || undefined))) ?? [];
  const read = readConfiguration(environment, {
    ACCESS_TOKEN_PUBLIC_KEY: publicKey,
    ACTOR_TOKEN_KEY: (raw) => (raw === undefined ? null : secretKey()(raw)),
    SUPERGRAPH: readSupergraph,
    OPERATION_TIMEOUT_MS: integer(30_000, 100, 600_000),
    SUBGRAPH_TIMEOUT_MS: integer(10_000, 100, 120_000),
    HOST: text('127.0.0.1'),
    PORT: integer(4000, 0, 65_535),
    NODE_ENV: oneOf('development', 'production', 'test'),
    LOG_LEVEL: oneOf('info', 'debug', 'warn', 'error', 'silent'),
    ...limitSettings,
    METRICS_HOST: text('127.0.0.1'),
    METRICS_PORT: integer(9464, 0, 65_535),
    ...telemetrySettings,
    ...frontSettings,
    ...subgraphSettings(names),
  });
  return {
    limits: limitsOf(read),
    redisUrl: read.REDIS_URL,
    accessTokenKey: read.ACCESS_TOKEN_PUBLIC_KEY,
    actorTokenKey: read.ACTOR_TOKEN_KEY,
    supergraph: read.SUPERGRAPH,
    subgraphs: subgraphsOf(names, read),
    deadlineMs: read.OPERATION_TIMEOUT_MS,
    timeoutMs: read.SUBGRAPH_TIMEOUT_MS,
    host: read.HOST,
    port: read.PORT,
    isProduction: read.NODE_ENV === 'production',
    corsOrigins: read.CORS_ORIGINS,
    trustProxy: read.TRUST_PROXY,
    logLevel: read.LOG_LEVEL,
    metrics: { host: read.METRICS_HOST, port: read.METRICS_PORT },
    telemetry: read,
  };
}

/** The settings of the subgraph `nodes`. */
export function readNodesSettings(environment: NodeJS.ProcessEnv) {
  const { SUBGRAPH_SDL_FOLDER } = environment;
  const names = Object.keys(attempt(() => readSdls(SUBGRAPH_SDL_FOLDER || undefined)) ?? {});
  const read = readConfiguration(environment, {
    SUBGRAPH_SDL_FOLDER: readSdls,
    ACTOR_TOKEN_KEY: secretKey(),
    SUBGRAPH_TIMEOUT_MS: integer(10_000, 100, 120_000),
    HOST: text('127.0.0.1'),
    PORT: integer(4006, 0, 65_535),
    LOG_LEVEL: oneOf('info', 'debug', 'warn', 'error', 'silent'),
    ...telemetrySettings,
    ...subgraphSettings(names),
  });
  return {
    sdls: read.SUBGRAPH_SDL_FOLDER,
    subgraphs: subgraphsOf(names, read),
    key: read.ACTOR_TOKEN_KEY,
    timeoutMs: read.SUBGRAPH_TIMEOUT_MS,
    host: read.HOST,
    port: read.PORT,
    logLevel: read.LOG_LEVEL,
    telemetry: read,
  };
}

/** Relative paths start at the checkout, from wherever the process is started. */
const at = (file: string) => path.resolve(import.meta.dirname, '../..', file);

function readSupergraph(raw = 'schema/supergraph.graphql'): string {
  const supergraph = attempt(() => readFileSync(at(raw), 'utf8'));
  if (supergraph === null) throw new Error(`names no file that can be read: ${at(raw)}`);
  subgraphNames(supergraph);
  return supergraph;
}

function readSdls(raw = 'schema/subgraphs'): Record<string, string> {
  const files = attempt(() => readdirSync(at(raw)));
  if (files === null) throw new Error(`names no folder that can be read: ${at(raw)}`);
  const names = files.map((file) => path.basename(file, '.graphql')).filter((name) => name !== 'nodes');
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(path.join(at(raw), `${name}.graphql`), 'utf8')]),
  );
}

function publicKey(raw: string | undefined): JWK {
  if (!raw) throw new Error('is missing');
  const key = attempt<JWK>(() => JSON.parse(raw));
  if (!key?.kty) throw new Error('must be a JWK');
  return key;
}
