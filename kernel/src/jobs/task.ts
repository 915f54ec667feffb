import type { Database } from '../database/database.js';
import type { Uuid } from '../graph/id.js';
import type { Logger } from '../log.js';

/** What a task gets to work with. */
export interface TaskPremises {
  readonly database: Database;
  /** What the subgraph was given where it runs. */
  readonly means: object;
  readonly logger: Logger;
  /** Aborted when the process ends: a job that then throws runs again elsewhere. */
  readonly signal: AbortSignal;
}

/** What a job is about: what `add_job` was given, the organization that gave it, and the request that last asked for it. */
export type JobPayload = Readonly<Record<string, unknown>> & {
  readonly organizationId: Uuid;
  readonly requestId: string;
};

/**
 * Work that a transaction asks for by `select add_job(…)`, and that is done some time after its COMMIT, at least once.
 * Jobs of one line run one after the other; a job that was not begun is replaced by the next of its line.
 */
export interface Task {
  readonly name: string;
  readonly run: (premises: TaskPremises, payload: JobPayload) => Promise<void>;
}
