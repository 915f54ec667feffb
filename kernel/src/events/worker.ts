import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Database } from '../database/database.js';
import { runJobs } from '../jobs/run-jobs.js';
import type { Task } from '../jobs/task.js';
import type { Logger } from '../log.js';
import type { Sealed } from '../secrets/sealed-table.js';
import { startResealing } from '../secrets/start-resealing.js';
import type { Bus } from './bus.js';
import { consumer } from './consume.js';
import { type Expiry, expire } from './expire.js';
import type { Handler } from './handler.js';
import { inboxOf } from './inbox.js';
import { outboxOf, publisherOf } from './publish-outbox.js';
import { rounds } from './rounds.js';

export interface WorkerOptions {
  /** The subgraph: the source of its own events. */
  readonly name: string;
  readonly database: Database;
  /** Where Postgres is, as the relay role, without a pooler in between: the lease belongs to the connection. */
  readonly relayUrl: string;
  readonly bus: Bus;
  readonly handlers: readonly Handler[];
  readonly tasks?: readonly Task[];
  /** What its tasks need beside the database. */
  readonly means?: object;
  readonly mostTries: number;
  /** Days after which events are removed; 0 is never. */
  readonly retentionDays: number;
  /** What else of the subgraph is removed then. */
  readonly expiries: readonly Expiry[];
  /** What of it is to lie under the newest key. */
  readonly sealed?: Sealed;
  readonly logger: Logger;
}

export interface Worker {
  stop(): Promise<void>;
}

/** How long an instance that is not at work waits before it asks again, and how long a lost wake-up is not noticed. */
const pollMs = 1_000;

/** How often old events are looked for. */
const expiryPollMs = 60 * 60 * 1_000;

/**
 * Publishes a subgraph's events, handles those of others, runs its jobs, and seals its secrets anew where the key has changed. One instance is at work at a time: the one whose connection
 * holds an advisory lock, which Postgres gives to the next when that connection ends, however it ends.
 */
export function startWorker(options: WorkerOptions): Worker {
  const ending = new AbortController();
  const run = async () => {
    while (!ending.signal.aborted) {
      await work(options, ending.signal).catch((error: unknown) => {
        if (!ending.signal.aborted)
          options.logger.warn({ err: error, subgraph: options.name }, 'the worker of events starts again');
      });
      await delay(pollMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  const ended = run();
  return {
    async stop() {
      ending.abort();
      await ended;
    },
  };
}

/** Waits for the lease and works until the connection ends or it is told to stop. */
async function work(options: WorkerOptions, signal: AbortSignal): Promise<void> {
  const { name, database, bus, handlers, tasks = [], means = {}, mostTries, sealed, logger } = options;
  const settings = {
    connectionString: options.relayUrl,
    options: `-c search_path=${database.schema}`,
    application_name: `kith ${database.schema} worker`,
    keepAlive: true,
  };
  const lease = new pg.Client({ ...settings, pipeline: true });
  const relay = new pg.Pool({ ...settings, max: 3 });
  relay.on('error', () => undefined);
  const lost = new AbortController();
  for (const event of ['error', 'end'] as const) lease.on(event, () => lost.abort());
  const end = AbortSignal.any([signal, lost.signal]);
  const running: { stop(): Promise<void> }[] = [];
  const wokenBy: (() => void)[] = [];
  try {
    await lease.connect();
    wokenBy.push(bus.answer(name, outboxOf(relay, name)));
    await takeLease(lease, relay, options, end);
    const publish = rounds(`publishing of ${name}`, pollMs, logger, publisherOf(relay, name, bus));
    running.push(publish);
    wokenBy.push(database.onCommit(publish.wake));
    lease.on('notification', publish.wake);
    await lease.query(`listen ${wakeUpsOf(options)}`);
    for (const source of new Set(handlers.map((handler) => handler.source))) {
      const own = handlers.filter((handler) => handler.source === source);
      const inbox = inboxOf(lease, source, bus.name);
      const one = consumer({ source, database, inbox, bus, handlers: own, mostTries, logger }, () =>
        consuming.wake(),
      );
      const consuming = rounds(`${name}'s handling of ${source}`, pollMs, logger, one.round);
      running.push(one, consuming);
      wokenBy.push(bus.onNews(source, consuming.wake));
    }
    if (options.retentionDays > 0)
      running.push(rounds(`expiry of ${name}`, expiryPollMs, logger, () => expire(relay, options)));
    if (sealed) running.push(startResealing(relay, { name, sealed, means, logger }));
    if (tasks.length > 0) running.push(await runJobs({ ...options, tasks, means }));
    if (!end.aborted) await once(end, 'abort');
  } finally {
    for (const forget of wokenBy) forget();
    await Promise.all(running.map((one) => one.stop()));
    await relay.end();
    await lease.end().catch(() => undefined);
  }
}

/** Asks for the lease until it is free. Meanwhile whoever has it hears of this process's commits, at most every 20 ms. */
async function takeLease(
  lease: pg.Client,
  relay: pg.Pool,
  options: WorkerOptions,
  signal: AbortSignal,
): Promise<void> {
  let isTold = false;
  const tell = () => {
    if (isTold) return;
    isTold = true;
    setTimeout(() => {
      isTold = false;
      relay.query(`notify ${wakeUpsOf(options)}`).catch(() => undefined);
    }, 20).unref();
  };
  const forget = options.database.onCommit(tell);
  try {
    const ask = `select pg_try_advisory_lock(hashtext('kith worker ' || $1)) as held`;
    while (!(await lease.query<{ held: boolean }>(ask, [options.name])).rows[0]?.held)
      await delay(pollMs, undefined, { signal });
  } finally {
    forget();
  }
}

function wakeUpsOf({ database }: WorkerOptions): string {
  return `kith_outbox_${database.schema}`;
}
