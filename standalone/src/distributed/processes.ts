import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { type LimitSettings, limitEnvironment } from '@kith/gateway';
import type { AccountSettings } from '@kith/identity';
import type { NatsSettings, SecretsKeys } from '@kith/kernel';
import { checkout } from '../installation/checkout.js';
import { busUrl, databaseUrls, type PostgresUrls } from '../installation/database.js';
import { localUrl, readSettings, type Settings } from '../installation/settings.js';
import type { TokenKeys } from '../installation/token-keys.js';
import { subgraphs } from '../subgraphs.js';

/** A process of the distributed deployment: what runs, and with which settings. */
export interface ProcessPlan {
  readonly name: string;
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What the parts of a distributed deployment stand on: the plan is the same wherever they run. */
export interface Premises {
  readonly postgres: PostgresUrls;
  /** Where a part listens, and the name by which the others reach it. */
  readonly place: (part: string) => { host: string; port: number; reachedAs: string };
  /** The key that a part shares with those who ask it. */
  readonly key: (part: string) => string;
  /** The keys that seal secrets at rest, as `SECRETS_KEY` holds them. */
  readonly secretsKeys: string;
  readonly mayWebhooksBePrivate: boolean;
  /** The JWKs that sign access tokens and verify them. */
  readonly accessTokenKeys: { readonly privateKey: string; readonly publicKey: string };
  /** Where people reach the installation. */
  readonly publicUrl: string;
  /** Other ways in, and a way out for mails. */
  readonly accounts: AccountSettings;
  readonly nats: NatsSettings;
  readonly limits: LimitSettings;
  /** Days after which events are removed; 0 is never. */
  readonly retentionDays: number;
  readonly isProduction: boolean;
  readonly logLevel: string;
  /** Where the gateway, whose own port is open to all, tells its figures; the others do on theirs. */
  readonly metrics: { readonly host: string; readonly port: number };
  /** Settings that all parts have as they were given. */
  readonly given: Readonly<Record<string, string>>;
  /** And the gateway. */
  readonly givenToGateway: Readonly<Record<string, string>>;
}

/** The processes of the distributed deployment: the subgraphs, `nodes`, and the gateway. Their database is migrated before. */
export function planProcesses(premises: Premises): ProcessPlan[] {
  const { postgres, place, key, accessTokenKeys, nats, retentionDays, isProduction, logLevel } = premises;
  const means: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    identity: {
      ACCESS_TOKEN_PRIVATE_KEY: accessTokenKeys.privateKey,
      SECRETS_KEY: premises.secretsKeys,
      PUBLIC_URL: premises.publicUrl,
      ...textsOf(premises.accounts),
    },
    'platform-objects': {
      SECRETS_KEY: premises.secretsKeys,
      GRAPH_URL: `http://${place('gateway').reachedAs}:${place('gateway').port}`,
      GRAPH_KEY: key('gateway'),
      WEBHOOK_PRIVATE_ADDRESSES: premises.mayWebhooksBePrivate ? 'allow' : 'refuse',
    },
  };
  const names = subgraphs.map(({ name }) => name);
  const own = (name: string) => ({
    HOST: place(name).host,
    PORT: String(place(name).port),
    LOG_LEVEL: logLevel,
    ...premises.given,
  });
  const reach = (reached: readonly string[]) =>
    Object.fromEntries(
      reached.flatMap((name) => {
        const prefix = `SUBGRAPH_${name.toUpperCase().replaceAll('-', '_')}`;
        const { reachedAs, port } = place(name);
        return [
          [`${prefix}_URL`, `http://${reachedAs}:${port}`],
          [`${prefix}_KEY`, key(name)],
        ];
      }),
    );
  return [
    ...subgraphs.map((subgraph) => {
      const { databaseUrl, relayUrl } = databaseUrls(postgres, subgraph);
      return {
        name: subgraph.name,
        program: `subgraphs/${subgraph.name}/dist/main.js`,
        environment: {
          ...own(subgraph.name),
          ACTOR_TOKEN_KEY: key(subgraph.name),
          DATABASE_URL: databaseUrl,
          DATABASE_RELAY_URL: relayUrl,
          BUS_URL: busUrl(postgres),
          NATS_URL: nats.NATS_URL ?? '',
          NATS_STREAM_MB: String(nats.NATS_STREAM_MB),
          NATS_STREAM_DAYS: String(nats.NATS_STREAM_DAYS),
          EVENT_RETENTION_DAYS: String(retentionDays),
          ...means[subgraph.name],
        },
      };
    }),
    {
      name: 'nodes',
      program: 'gateway/dist/nodes/main.js',
      environment: { ...own('nodes'), ACTOR_TOKEN_KEY: key('nodes'), ...reach(names) },
    },
    {
      name: 'gateway',
      program: 'gateway/dist/main.js',
      environment: {
        ...own('gateway'),
        NODE_ENV: isProduction ? 'production' : 'development',
        METRICS_HOST: premises.metrics.host,
        METRICS_PORT: String(premises.metrics.port),
        ...premises.givenToGateway,
        ACCESS_TOKEN_PUBLIC_KEY: accessTokenKeys.publicKey,
        ACTOR_TOKEN_KEY: key('gateway'),
        ...limitEnvironment(premises.limits),
        ...reach([...names, 'nodes']),
      },
    },
  ];
}

/** Everything on this machine: the gateway where it is told to listen, the others on the ports after it, with keys made now. */
export function premisesHere(
  postgres: PostgresUrls,
  { accessTokenKeys, secretsKeys }: { accessTokenKeys: TokenKeys; secretsKeys: SecretsKeys },
  settings: Pick<
    Settings,
    | 'host'
    | 'port'
    | 'nats'
    | 'limits'
    | 'retentionDays'
    | 'mayWebhooksBePrivate'
    | 'isProduction'
    | 'logLevel'
  > &
    Partial<Pick<Settings, 'metrics'>> & {
      readonly publicUrl?: string | null;
      readonly accounts?: AccountSettings;
    },
): Premises {
  const ports = new Map(
    [...subgraphs.map(({ name }) => name), 'nodes'].map((name, index) => [name, settings.port + 1 + index]),
  );
  const keys = new Map(
    [...ports.keys(), 'gateway'].map((name) => [name, randomBytes(32).toString('base64')]),
  );
  return {
    postgres,
    place: (part) => ({
      host: ports.has(part) ? '127.0.0.1' : settings.host,
      port: ports.get(part) ?? settings.port,
      reachedAs: '127.0.0.1',
    }),
    key: (part) => keys.get(part) as string,
    secretsKeys: secretsKeys.map((one) => one.toString('base64')).join(),
    mayWebhooksBePrivate: settings.mayWebhooksBePrivate,
    accessTokenKeys: {
      privateKey: JSON.stringify(accessTokenKeys.privateKey),
      publicKey: JSON.stringify(accessTokenKeys.publicKey),
    },
    accounts: settings.accounts ?? readSettings({}).accounts,
    publicUrl: settings.publicUrl ?? localUrl(settings.port),
    nats: settings.nats,
    limits: settings.limits,
    retentionDays: settings.retentionDays,
    isProduction: settings.isProduction,
    logLevel: settings.logLevel,
    metrics: settings.metrics ?? { host: '127.0.0.1', port: settings.port + 1 + ports.size },
    // Processes of ours have our environment.
    given: {},
    givenToGateway: {},
  };
}

/** What is not set is empty. */
function textsOf(settings: AccountSettings): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, value ?? '']));
}

export function startProcess({ program, environment }: ProcessPlan): ChildProcess {
  return spawn(process.execPath, [path.join(checkout, program)], {
    cwd: checkout,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
