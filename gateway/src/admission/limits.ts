import { integer, optional, url, type ValuesOf } from '@kith/kernel';

/** Of a text, before it is validated. Fields, aliases and directives are counted where they end up, fragments spread. */
export interface DocumentLimits {
  readonly tokens: number;
  readonly depth: number;
  readonly fields: number;
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
  readonly directivesOfOne: number;
}

/** What one client may ask within a minute; 0 is without end. */
export interface Allowance {
  readonly requests: number;
  /** In points of cost: what an operation may take is taken before it runs, and what it did not take is given back. */
  readonly cost: number;
}

/** Who pays: an API key, a user, or, of those who do not say who they are, an address. */
export type Payer = 'key' | 'user' | 'stranger';

export interface Limits {
  readonly document: DocumentLimits;
  /** Of one operation. */
  readonly cost: number;
  readonly perMinute: Readonly<Record<Payer, Allowance>>;
  /** Subscriptions that one client has open at this gateway; 0 is without end. */
  readonly subscriptions: number;
  /** WebSockets that one address has open at this gateway; 0 is without end. */
  readonly connections: number;
}

const most = 1_000_000_000;
const perMinute = (fallback: number) => integer(fallback, 0, most);

/** What an installation may say of its limits. */
export const limitSettings = {
  MAX_TOKENS: integer(10_000, 100, 1_000_000),
  MAX_DEPTH: integer(20, 5, 200),
  MAX_FIELDS: integer(5_000, 50, 100_000),
  MAX_ROOT_FIELDS: integer(50, 1, 10_000),
  MAX_ALIASES: integer(100, 0, 10_000),
  MAX_DIRECTIVES: integer(100, 0, 10_000),
  MAX_COST: integer(2_000_000, 100, most),
  KEY_REQUESTS_PER_MINUTE: perMinute(60),
  KEY_COST_PER_MINUTE: perMinute(5_000_000),
  USER_REQUESTS_PER_MINUTE: perMinute(600),
  USER_COST_PER_MINUTE: perMinute(20_000_000),
  STRANGER_REQUESTS_PER_MINUTE: perMinute(60),
  STRANGER_COST_PER_MINUTE: perMinute(100_000),
  SUBSCRIPTIONS_PER_CLIENT: integer(500, 0, most),
  CONNECTIONS_PER_ADDRESS: integer(1_000, 0, most),
  REDIS_URL: optional(url('redis', 'rediss')),
} as const;

export type LimitSettings = ValuesOf<typeof limitSettings>;

/** As environment variables, for another process to read. */
export function limitEnvironment(settings: LimitSettings): Record<string, string> {
  const names = Object.keys(limitSettings) as (keyof LimitSettings)[];
  return Object.fromEntries(names.map((name) => [name, String(settings[name] ?? '')]));
}

export function limitsOf(read: LimitSettings): Limits {
  return {
    document: {
      tokens: read.MAX_TOKENS,
      depth: read.MAX_DEPTH,
      fields: read.MAX_FIELDS,
      rootFields: read.MAX_ROOT_FIELDS,
      aliases: read.MAX_ALIASES,
      directives: read.MAX_DIRECTIVES,
      directivesOfOne: Math.min(read.MAX_DIRECTIVES, 5),
    },
    cost: read.MAX_COST,
    perMinute: {
      key: { requests: read.KEY_REQUESTS_PER_MINUTE, cost: read.KEY_COST_PER_MINUTE },
      user: { requests: read.USER_REQUESTS_PER_MINUTE, cost: read.USER_COST_PER_MINUTE },
      stranger: { requests: read.STRANGER_REQUESTS_PER_MINUTE, cost: read.STRANGER_COST_PER_MINUTE },
    },
    subscriptions: read.SUBSCRIPTIONS_PER_CLIENT,
    connections: read.CONNECTIONS_PER_ADDRESS,
  };
}
