import { readFileSync } from 'node:fs';
import { integer, oneOf, readConfiguration, secretKey, text, url } from '@kith/kernel';
import { parse } from 'graphql';
import type { JWK } from 'jose';

/** The names of a supergraph's subgraphs, as composition wrote them down. */
export function subgraphNames(supergraph: string): string[] {
  const graphs = parse(supergraph).definitions.find(
    (definition) => definition.kind === 'EnumTypeDefinition' && definition.name.value === 'join__Graph',
  );
  if (graphs?.kind !== 'EnumTypeDefinition') throw new Error('This is no supergraph: it has no join__Graph');
  return (graphs.values ?? []).map((value) => {
    const name = value.directives?.[0]?.arguments?.find((argument) => argument.name.value === 'name')?.value;
    return name?.kind === 'StringValue' ? name.value : value.name.value.toLowerCase();
  });
}

/** Where the subgraphs are and the keys that they share with the gateway: `SUBGRAPH_<NAME>_URL` and `SUBGRAPH_<NAME>_KEY`. */
export function readSubgraphs(
  environment: NodeJS.ProcessEnv,
  names: readonly string[],
): { name: string; url: string; key: Buffer }[] {
  const prefix = (name: string) => `SUBGRAPH_${name.toUpperCase().replaceAll('-', '_')}`;
  const urls = readConfiguration(
    environment,
    Object.fromEntries(names.map((name) => [`${prefix(name)}_URL`, url('http', 'https')])),
  );
  const keys = readConfiguration(
    environment,
    Object.fromEntries(names.map((name) => [`${prefix(name)}_KEY`, secretKey()])),
  );
  return names.map((name) => ({
    name,
    url: urls[`${prefix(name)}_URL`] as string,
    key: keys[`${prefix(name)}_KEY`] as Buffer,
  }));
}

/** The gateway's own settings. */
export function readGatewaySettings(environment: NodeJS.ProcessEnv) {
  const read = readConfiguration(environment, {
    ACCESS_TOKEN_PUBLIC_KEY: (raw): JWK => {
      if (!raw) throw new Error('is missing');
      return JSON.parse(raw);
    },
    SUPERGRAPH: text('schema/supergraph.graphql'),
    SUBGRAPH_TIMEOUT_MS: integer(10_000, 100, 120_000),
    HOST: text('127.0.0.1'),
    PORT: integer(4000, 0, 65_535),
    NODE_ENV: oneOf('development', 'production', 'test'),
    LOG_LEVEL: oneOf('info', 'debug', 'warn', 'error', 'silent'),
  });
  return {
    accessTokenKey: read.ACCESS_TOKEN_PUBLIC_KEY,
    supergraph: readFileSync(read.SUPERGRAPH, 'utf8'),
    timeoutMs: read.SUBGRAPH_TIMEOUT_MS,
    host: read.HOST,
    port: read.PORT,
    isProduction: read.NODE_ENV === 'production',
    logLevel: read.LOG_LEVEL,
  };
}
