import { unlimited } from './unlimited.js';

/** A module of the door, as one that imports it names it, and the one of `without/` that takes its place. */
interface Replaced {
  readonly importer: string;
  readonly specifiers: readonly string[];
  readonly by: string;
}

/** What the door does to a request. */
export interface DoorPart {
  readonly name: string;
  /** Modules that do nothing in place of those that do it. */
  readonly replaced?: readonly Replaced[];
  /** What takes it out of the database. */
  readonly sql?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const dropReach = `
  do $do$
    declare found record;
    begin
      for found in select * from pg_policies where policyname = 'reach' loop
        execute format('drop policy reach on %I.%I', found.schemaname, found.tablename);
      end loop;
    end $do$`;

export const doorParts: readonly DoorPart[] = [
  {
    name: 'authentication',
    replaced: [
      {
        importer: '/gateway/dist/front/server.js',
        specifiers: ['../access/access-token.js', '../access/revoked.js'],
        by: 'authentication.js',
      },
    ],
  },
  {
    name: 'rights',
    replaced: [
      { importer: '/kernel/dist/subgraph/federate.js', specifiers: ['./rights.js'], by: 'rights.js' },
    ],
    sql: dropReach,
  },
  { name: 'rates', environment: unlimited },
  {
    name: 'limits, cost, rates',
    replaced: [{ importer: '/standalone/dist/start.js', specifiers: ['@kith/gateway'], by: 'limits.js' }],
  },
  {
    name: 'metrics, logs',
    replaced: [
      {
        importer: '/kernel/dist/telemetry/open-telemetry.js',
        specifiers: ['./measure.js', './log-activities.js'],
        by: 'telemetry.js',
      },
    ],
  },
];

const endless = '1000000000';

/** Counts as it does anywhere, up to what no benchmark reaches, and writes the log of an installation. */
export const wholeDoor = {
  USER_REQUESTS_PER_MINUTE: endless,
  USER_COST_PER_MINUTE: endless,
  LOG_LEVEL: 'info',
} as const;

/** Names the parts that a deployment is to leave out, separated by semicolons. */
export const leftOutVariable = 'BENCH_WITHOUT';

export function leftOutOf(environment: NodeJS.ProcessEnv): DoorPart[] {
  const names = environment[leftOutVariable]?.split(';') ?? [];
  return doorParts.filter(({ name }) => names.includes(name));
}
