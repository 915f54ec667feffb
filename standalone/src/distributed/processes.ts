import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { JWK } from 'jose';
import { checkout } from '../installation/checkout.js';
import { busUrl, databaseUrls } from '../installation/database.js';
import type { Postgres } from '../postgres/start.js';
import { subgraphs } from '../subgraphs.js';

/** A process of the distributed deployment: what runs, and with which settings. */
export interface ProcessPlan {
  readonly name: string;
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The processes of the distributed deployment: the subgraphs on ports after `firstPort`, `nodes`, and the gateway. */
export function planProcesses(
  postgres: Postgres,
  accessTokenKey: JWK,
  host: string,
  port: number,
  firstPort: number,
): ProcessPlan[] {
  const names = [...subgraphs.map(({ name }) => name), 'nodes'];
  const keys = new Map(names.map((name) => [name, randomBytes(32).toString('base64')]));
  const ports = new Map(names.map((name, index) => [name, String(firstPort + index)]));
  const reach = (reached: readonly string[]) =>
    Object.fromEntries(
      reached.flatMap((name) => {
        const prefix = `SUBGRAPH_${name.toUpperCase().replaceAll('-', '_')}`;
        return [
          [`${prefix}_URL`, `http://127.0.0.1:${ports.get(name)}`],
          [`${prefix}_KEY`, keys.get(name) as string],
        ];
      }),
    );
  const own = (name: string) => ({
    PORT: ports.get(name) as string,
    ACTOR_TOKEN_KEY: keys.get(name) as string,
  });
  return [
    ...subgraphs.map((subgraph) => {
      const { databaseUrl, ownerUrl, relayUrl } = databaseUrls(postgres, subgraph);
      return {
        name: subgraph.name,
        program: `subgraphs/${subgraph.name}/dist/main.js`,
        environment: {
          ...own(subgraph.name),
          DATABASE_URL: databaseUrl,
          DATABASE_OWNER_URL: ownerUrl,
          DATABASE_RELAY_URL: relayUrl,
          BUS_URL: busUrl(postgres),
        },
      };
    }),
    {
      name: 'nodes',
      program: 'gateway/dist/nodes/main.js',
      environment: { ...own('nodes'), ...reach(subgraphs.map(({ name }) => name)) },
    },
    {
      name: 'gateway',
      program: 'gateway/dist/main.js',
      environment: {
        PORT: String(port),
        HOST: host,
        ACCESS_TOKEN_PUBLIC_KEY: JSON.stringify(accessTokenKey),
        ...reach(names),
      },
    },
  ];
}

export function startProcess({ program, environment }: ProcessPlan): ChildProcess {
  return spawn(process.execPath, [path.join(checkout, program)], {
    cwd: checkout,
    env: { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn', ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
