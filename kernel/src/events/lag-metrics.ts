import pg from 'pg';
import { Gauge, Registry } from 'prom-client';
import type { Database } from '../database/database.js';
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

export interface LagMetrics {
  /** The figures of this moment, as Prometheus reads them. */
  readonly read: () => Promise<string>;
  stop(): Promise<void>;
}

/** What each consumer of a subgraph has before it, measured when somebody reads it. Every instance tells the same. */
export function lagMetrics({ name, database, relayUrl, bus, handlers }: LagMetricsOptions): LagMetrics {
  const relay = new pg.Pool({
    connectionString: relayUrl,
    options: `-c search_path=${database.schema}`,
    application_name: `kith ${database.schema} metrics`,
    max: 1,
  });
  relay.on('error', () => undefined);
  const registry = new Registry();
  const gauge = (metric: string, help: string) =>
    new Gauge({ name: metric, help, labelNames: ['subgraph', 'source'], registers: [registry] });
  const behind = gauge('kith_events_behind', 'Events on the bus that the subgraph has not handled.');
  const age = gauge(
    'kith_events_oldest_age_seconds',
    'Since when the oldest of them waits; 0 when none does.',
  );
  const dead = gauge(
    'kith_dead_letters',
    'Events on which the subgraph gave up, not yet redriven or discarded.',
  );
  return {
    async read() {
      for (const source of new Set(handlers.map((handler) => handler.source))) {
        const labels = { subgraph: name, source };
        const { events, oldestAt } = await lagOf(relay, source, bus);
        behind.set(labels, events);
        age.set(labels, oldestAt ? Math.max(0, Date.now() - oldestAt.getTime()) / 1000 : 0);
        dead.set(labels, await countDeadLetters(relay, source));
      }
      return registry.metrics();
    },
    stop: () => relay.end(),
  };
}
