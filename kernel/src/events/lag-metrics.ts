import pg from 'pg';
import type { Database } from '../database/database.js';
import { atReading, gauge } from '../telemetry/registry.js';
import type { Bus } from './bus.js';
import type { Handler } from './handler.js';
import { countDeadLetters, lagOf } from './lag.js';

export interface LagMetricsOptions {
  readonly name: string;
  readonly database: Database;
  /** Where Postgres is, as the relay role. */
  readonly relayUrl: string;
  readonly bus: Bus;
  readonly handlers: readonly Handler[];
}

const behind = gauge(
  'kith_events_behind',
  'Events on the bus that the subgraph has not handled.',
  'subgraph',
  'source',
);
const age = gauge(
  'kith_events_oldest_age_seconds',
  'Since when the oldest of them waits; 0 when none does.',
  'subgraph',
  'source',
);
const dead = gauge(
  'kith_dead_letters',
  'Events on which the subgraph gave up, not yet redriven or discarded.',
  'subgraph',
  'source',
);

/**
 * Tells whenever metrics are read what each consumer of a subgraph has before it. Every instance tells the same, and what
 * cannot be found out, none.
 */
export function tellLag({ name, database, relayUrl, bus, handlers }: LagMetricsOptions): {
  stop(): Promise<void>;
} {
  const relay = new pg.Pool({
    connectionString: relayUrl,
    options: `-c search_path=${database.schema}`,
    application_name: `kith ${database.schema} metrics`,
    max: 1,
  });
  relay.on('error', () => undefined);
  const forget = atReading(async () => {
    for (const source of new Set(handlers.map((handler) => handler.source))) {
      const labels = { subgraph: name, source };
      for (const figure of [behind, age, dead]) figure.remove(labels);
      const { events, oldestAt } = await lagOf(relay, source, bus);
      behind.set(labels, events);
      age.set(labels, oldestAt ? Math.max(0, Date.now() - oldestAt.getTime()) / 1000 : 0);
      dead.set(labels, await countDeadLetters(relay, source));
    }
  });
  return {
    async stop() {
      forget();
      await relay.end();
    },
  };
}
