import { Logger as GraphileLogger, makeWorkerUtils, run, type TaskList } from 'graphile-worker';
import pg from 'pg';
import { jobsOf } from '../database/provision.js';
import { rounds } from '../events/rounds.js';
import type { Logger } from '../log.js';
import { jobs } from '../telemetry/channels.js';
import type { JobPayload, Task, TaskPremises } from './task.js';

export interface RunJobsOptions extends Omit<TaskPremises, 'signal'> {
  /** Where Postgres is, as the relay role. */
  readonly relayUrl: string;
  readonly tasks: readonly Task[];
}

/** Jobs that run at the same time. */
const mostAtOnce = 8;
/** How long jobs may go on when they are to stop, before they are told to end. */
const stopPatienceMs = 3_000;
/** How long a job whose time has come, or whose line is free, may not be noticed. */
const pollMs = 1_000;
const cleaningMs = 3_600_000;

/**
 * Runs a subgraph's jobs until it is stopped. It is the only one to do so (see `startWorker`), so what is still locked
 * when it begins was left behind by one that died; without that, graphile-worker would wait four hours for it.
 */
export async function runJobs(options: RunJobsOptions): Promise<{ stop(): Promise<void> }> {
  const { database, logger } = options;
  const schema = jobsOf(database.schema);
  const pool = new pg.Pool({
    connectionString: options.relayUrl,
    max: mostAtOnce,
    application_name: `kith ${database.schema} jobs`,
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await pool.query(`select ${schema}.force_unlock_workers(array(
      select locked_by from ${schema}._private_jobs where locked_by is not null
      union select locked_by from ${schema}._private_job_queues where locked_by is not null))`);
    const shared = { pgPool: pool, schema, logger: quiet(logger) };
    const runner = await run({
      ...shared,
      taskList: taskList(options),
      concurrency: mostAtOnce,
      pollInterval: pollMs,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: stopPatienceMs,
    });
    runner.promise.catch((error: unknown) => logger.error({ err: error }, 'jobs are no longer run'));
    const utils = await makeWorkerUtils(shared);
    const cleaning = rounds(`cleaning after jobs of ${database.schema}`, cleaningMs, logger, async () => {
      await utils.cleanup({ tasks: ['GC_JOB_QUEUES'] });
      return false;
    });
    return {
      async stop() {
        await cleaning.stop();
        await runner.stop().catch(() => undefined);
        await utils.release();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

function taskList({ tasks, database, means, logger }: RunJobsOptions): TaskList {
  return Object.fromEntries(
    tasks.map((task) => [
      task.name,
      (given: unknown, { abortSignal }: { abortSignal?: AbortSignal }) => {
        const payload = given as JobPayload;
        const { organizationId, requestId } = payload;
        const signal = abortSignal ?? new AbortController().signal;
        return jobs.during({ schema: database.schema, task: task.name, organizationId, requestId }, () =>
          task.run({ database, means, logger, signal }, payload),
        );
      },
    ]),
  );
}

/** It tells of every job; here only what went wrong is news. */
function quiet(logger: Logger): GraphileLogger {
  return new GraphileLogger(() => (level, message) => {
    if (level === 'error' || level === 'warning') logger.warn(message);
    else logger.debug(message);
  });
}
