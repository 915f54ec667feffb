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
    return this.answer(payload, async () => {
      await this.leaveSnapshot();
      await before?.();
      return this.write(work);
    });
  }

  /** Wraps what work of several transactions answers, each of which is there even when a later one fails. */
  async answer<Result extends Payload>(
    payload: new () => Result,
    work: () => Promise<Omit<Result, 'userErrors'>>,
  ): Promise<Result> {
    try {
      return Object.assign(new payload(), await work());
    } catch (error) {
      if (!(error instanceof UserErrors)) throw error;
      return Object.assign(new payload(), { userErrors: error.errors });
    }
  }

  /**
   * Runs work in a transaction; what is read after it is read afresh. Whoever asked is told the positions of what it wrote
   * unless they are to learn nothing of it.
   */
  async write<Result>(work: (tx: Tx) => Promise<Result>, isTold = true): Promise<Result> {
    await this.leaveSnapshot();
    try {
      const { result, positions } = await transaction(this.database, this.origin, work);
      if (positions && isTold) this.committed = [this.committed?.[0] ?? positions[0], positions[1]];
      return result;
    } finally {
      await this.leaveSnapshot();
    }
  }

  private async leaveSnapshot(): Promise<void> {
    await this.current.end();
    this.current = new Snapshot(this.database, this.origin, this.selected);
  }

  /** Whoever asked waits no more: what is being read ends, and nothing further is read. */
  cancel(): Promise<void> {
    return this.current.cancel();
  }

  async end(): Promise<void> {
    await this.current.end();
  }
}
