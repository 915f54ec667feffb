import type { Actor } from '../access/actor.js';
import type { Database } from '../database/database.js';
import type { TransactionOrigin } from '../database/settings.js';
import { Snapshot } from '../database/snapshot.js';
import type { SelectedProperties } from '../database/table.js';
import { type Tx, transaction } from '../database/transaction.js';
import { RequestError } from '../errors/request-error.js';
import { UserErrors } from '../errors/user-error.js';
import type { Positions } from '../events/positions.js';
import type { Payload } from '../writing/payload.js';

/** One GraphQL request in one subgraph: one organization, one transaction, one set of loaders. Every resolver gets it. */
export class Request implements TransactionOrigin {
  private current: Snapshot;

  private committed: Positions | null = null;

  constructor(
    readonly database: Database,
    readonly origin: TransactionOrigin,
    /** What the subgraph was given where it runs. */
    readonly means: object = {},
    /** What its operation looks at; without, everything is read. */
    private readonly selected?: SelectedProperties,
  ) {
    this.current = new Snapshot(database, origin, selected);
  }

  get actor(): Actor {
    return this.origin.actor;
  }

  get requestId(): string {
    return this.origin.requestId;
  }

  /** The positions of the events of what this request has written, or null when it has written nothing. */
  get positions(): Positions | null {
    return this.committed;
  }

  /**
   * To be called where the past is not kept.
   *
   * @throws RequestError `BAD_USER_INPUT` under `@asOf`.
   */
  requirePresent(field: string): void {
    if (this.origin.asOf)
      throw new RequestError('BAD_USER_INPUT', `${field} cannot be asked with @asOf: its past is not kept`);
  }

  /** What this request reads from. Loaders belong to it, so they are fresh after a mutation. */
  get snapshot(): Snapshot {
    return this.current;
  }

  /**
   * Runs a use case in a transaction and wraps what it answers in the mutation's payload. Mistakes that the sender can
   * mend roll the transaction back and are answered as `userErrors`; anything else fails the field. What asks others, and
   * so must not hold a transaction open, is done `before`.
   */
  async mutate<Result extends Payload>(
    payload: new () => Result,
    work: (tx: Tx) => Promise<Omit<Result, 'userErrors'>>,
    before?: () => Promise<void>,
  ): Promise<Result> {
    await this.current.end();
    try {
      await before?.();
      const { result, positions } = await transaction(this.database, this.origin, work);
      if (positions) this.committed = [this.committed?.[0] ?? positions[0], positions[1]];
      return Object.assign(new payload(), result);
    } catch (error) {
      if (!(error instanceof UserErrors)) throw error;
      return Object.assign(new payload(), { userErrors: error.errors });
    } finally {
      this.current = new Snapshot(this.database, this.origin, this.selected);
    }
  }

  /** Whoever asked waits no more: what is being read ends, and nothing further is read. */
  cancel(): Promise<void> {
    return this.current.cancel();
  }

  async end(): Promise<void> {
    await this.current.end();
  }
}
