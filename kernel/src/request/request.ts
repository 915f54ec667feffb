import type { Actor } from '../access/actor.js';
import type { Database } from '../database/database.js';
import type { TransactionOrigin } from '../database/settings.js';
import { Snapshot } from '../database/snapshot.js';
import { type Tx, transaction } from '../database/transaction.js';
import { UserErrors } from '../errors/user-error.js';
import type { Payload } from '../writing/payload.js';

/** One GraphQL request in one subgraph: one organization, one transaction, one set of loaders. Every resolver gets it. */
export class Request implements TransactionOrigin {
  private current: Snapshot;

  constructor(
    readonly database: Database,
    readonly actor: Actor,
    readonly requestId: string,
  ) {
    this.current = new Snapshot(database, this);
  }

  /** What this request reads from. Loaders belong to it, so they are fresh after a mutation. */
  get snapshot(): Snapshot {
    return this.current;
  }

  /**
   * Runs a use case in a transaction and wraps what it answers in the mutation's payload. Mistakes that the sender can
   * mend roll the transaction back and are answered as `userErrors`; anything else fails the field.
   */
  async mutate<Result extends Payload>(
    payload: new () => Result,
    work: (tx: Tx) => Promise<Omit<Result, 'userErrors'>>,
  ): Promise<Result> {
    await this.current.end();
    try {
      return Object.assign(new payload(), await transaction(this.database, this, work));
    } catch (error) {
      if (!(error instanceof UserErrors)) throw error;
      return Object.assign(new payload(), { userErrors: error.errors });
    } finally {
      this.current = new Snapshot(this.database, this);
    }
  }

  async end(): Promise<void> {
    await this.current.end();
  }
}
