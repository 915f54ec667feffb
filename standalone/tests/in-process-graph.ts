import { randomBytes } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createTokenKeys, graphEndpoint, nodesEndpoint, openGraph } from '@kith/gateway';
import type { Means } from '@kith/identity';
import {
  type Actor,
  createLogger,
  type Graph,
  handleEvents,
  mostTries,
  postgresBus,
  type RunningSubgraph,
  roleOf,
  type SecretsKeys,
  type SubgraphEndpoint,
  startSubgraph,
  type Uuid,
} from '@kith/kernel';
import { createTestDatabase, domainEvent, migrated, testUrl } from '@kith/kernel/testing';
import { openMeans } from '@kith/platform-objects';
import type { JWK } from 'jose';
import { graphToCome } from '../src/graph-to-come.js';
import { busUrl } from '../src/installation/database.js';
import { subgraphs } from '../src/subgraphs.js';

/** What an operation costs. */
export interface Counts {
  readonly requests: number;
  readonly statements: number;
}

/** The whole graph in this process, on a database of its own, where requests and statements can be counted. */
export interface InProcessGraph {
  readonly databaseName: string;
  /** The graph as any actor asks it. */
  readonly graph: Graph;
  readonly endpoints: readonly SubgraphEndpoint[];
  /** Verifies the access tokens that identity signs. */
  readonly accessTokenKey: JWK;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  ask(query: string, variables?: Record<string, unknown>, as?: Actor): Promise<any>;
  write(mutation: string, inputType: string, input: object): Promise<void>;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  counted(query: string, variables?: Record<string, unknown>, as?: Actor): Promise<Counts & { data: any }>;
  stop(): Promise<void>;
}

export const actor: Actor = {
  userId: null,
  organizationId: '01890a5d-ac96-774b-bcce-b302099a8057',
  role: 'OWNER',
  scopes: ['organization:create'],
};

const organizationCreated = domainEvent({
  source: 'identity',
  type: 'organization.created',
  organizationId: actor.organizationId as Uuid,
  position: 1,
  payload: { currencyCode: 'USD' },
});

export interface InProcessOptions {
  /** Whether events are published and handled, and jobs run. */
  readonly movesEvents?: boolean;
  readonly mayWebhooksBePrivate?: boolean;
  /** By whom people can sign in. */
  readonly providers?: Means['providers'];
}

export async function startInProcess({
  movesEvents = false,
  mayWebhooksBePrivate = false,
  providers,
}: InProcessOptions = {}): Promise<InProcessGraph> {
  const logger = createLogger('test', 'error');
  const database = await createTestDatabase(migrated(subgraphs));
  const whole = graphToCome();
  const secretsKeys: SecretsKeys = [randomBytes(32)];
  const { privateKey: accessTokenKey, publicKey: accessTokenPublicKey } = await createTokenKeys();
  const accounts = { accessTokenKey, secretsKeys, publicUrl: 'http://kith.test', providers };
  const means = openMeans({
    secretsKeys,
    graph: whole.graph,
    mayBePrivate: mayWebhooksBePrivate,
  });
  const bus = movesEvents
    ? postgresBus(busUrl({ url: (_, role) => testUrl(database.name, role) }), logger)
    : null;
  const running: RunningSubgraph[] = [];
  for (const subgraph of subgraphs) {
    const { databaseSchema: schema } = subgraph;
    const databaseUrl = testUrl(database.name, roleOf(schema, 'runtime'));
    const relayUrl = testUrl(database.name, roleOf(schema, 'relay'));
    const events = bus ? { relayUrl, bus, mostTries, retentionDays: 0 } : undefined;
    const started = await startSubgraph(subgraph, {
      databaseUrl,
      ownerUrl: null,
      poolSize: 2,
      logger,
      means: { ...means, ...accounts },
      events,
    });
    running.push(started);
    // Where nothing moves events, what is counted is what requests do.
    if (!bus) await handleEvents(started.database, subgraph.handlers ?? [], [organizationCreated]);
  }
  const endpoints = running.map(({ endpoint }) => endpoint);
  const opened = await graphOver(endpoints, 'error');
  const { server: gateway } = opened;
  const graph = graphEndpoint(opened);
  whole.arrive(graph);
  const ask: InProcessGraph['ask'] = async (query, variables, as = actor) => {
    const contextValue = { actor: as, requestId: 'test' };
    const { body } = await gateway.executeOperation({ query, variables }, { contextValue });
    if (body.kind !== 'single') throw new Error('not one answer');
    expect(body.singleResult.errors).toBeUndefined();
    return JSON.parse(JSON.stringify(body.singleResult.data));
  };
  const write: InProcessGraph['write'] = async (mutation, inputType, input) => {
    const data = await ask(
      `mutation ($input: ${inputType}!) { ${mutation}(input: $input) { userErrors { message path } } }`,
      { input },
    );
    expect(data[mutation].userErrors).toEqual([]);
  };
  const owner = { email: 'owner@kith.test', displayName: 'Owner' };
  const organization = { name: 'Test', slug: 'test', currencyCode: 'USD', owner };
  await write('createOrganization', 'CreateOrganizationInput', organization);
  return {
    databaseName: database.name,
    graph,
    endpoints,
    accessTokenKey: accessTokenPublicKey,
    ask,
    write,
    async counted(query, variables, as) {
      const counts = { requests: 0, statements: 0 };
      const request = () => void counts.requests++;
      const statement = () => void counts.statements++;
      subscribe('kith:subgraph-request', request);
      subscribe('kith:statement', statement);
      try {
        const data = await ask(query, variables, as);
        return { data, ...counts };
      } finally {
        unsubscribe('kith:subgraph-request', request);
        unsubscribe('kith:statement', statement);
      }
    },
    async stop() {
      await gateway.stop();
      for (const subgraph of running) await subgraph.stop();
      await means.close();
      await bus?.close();
      await database.drop();
    },
  };
}

/** The graph over these ways to the subgraphs. */
export function graphOver(endpoints: readonly SubgraphEndpoint[], logLevel: 'error' | 'silent') {
  const sdls = Object.fromEntries(subgraphs.map(({ name, sdl }) => [name, sdl]));
  return openGraph({
    supergraph: readFileSync(path.resolve(__dirname, '../../schema/supergraph.graphql'), 'utf8'),
    endpoints: [...endpoints, nodesEndpoint(sdls, endpoints)],
    logger: createLogger('test', logLevel),
    isProduction: false,
  });
}
