import type { ClientBase } from 'pg';
import type { EntityManager, QueryRunner } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { cancelStatement } from './cancel-statement.js';
import type { Database } from './database.js';
import { ownTransaction } from './own-transaction.js';
import { beginReading, type TransactionOrigin } from './settings.js';
import { announceStatement, inTurn, runNamed, type Statements } from './statements.js';

/**
 * What a request reads: one connection, taken at the first statement, in one read-only transaction, so that the whole
 * answer shows one moment of the database.
 */
export class Snapshot implements Statements {
  readonly manager: EntityManager;
  private readonly runner: QueryRunner;
  private opened: Promise<ClientBase> | null = null;
  private isEnded = false;

  constructor(
    readonly database: Database,
    private readonly origin: TransactionOrigin,
  ) {
    this.runner = database.dataSource.createQueryRunner();
    this.manager = this.runner.manager;
  }

  get actor(): Actor {
    return this.origin.actor;
  }

  get requestId(): string {
    return this.origin.requestId;
  }

  async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return runNamed(await this.open(), this.database.schema, text, values);
  }

  /**
   * TypeORM runs its statements by itself, so whoever reads through `manager` opens the snapshot before. A request whose
   * answer failed ends while other fields of it are still being read: they get no connection any more.
   */
  async open(): Promise<ClientBase> {
    if (this.isEnded) throw new Error('The request has ended, and its snapshot with it');
    this.opened ??= this.begin();
    return this.opened;
  }

  /** Gives the connection back. The COMMIT of a read decides nothing, so nobody waits for it. */
  async end(): Promise<void> {
    this.isEnded = true;
    ownTransaction(this.runner, false);
    const client = await this.opened?.catch(() => null);
    if (!client) return this.runner.release();
    announceStatement(this.database.schema, 'commit');
    inTurn(client, () => client.query('commit')).catch(() => undefined);
    await this.runner.release();
  }

  /**
   * Ends what it is reading: nobody waits for it any more. It still has to be ended, after that.
   */
  async cancel(): Promise<void> {
    this.isEnded = true;
    const client = await this.opened?.catch(() => null);
    if (client) await cancelStatement(client);
  }

  private async begin(): Promise<ClientBase> {
    const client = (await this.runner.connect()) as ClientBase;
    const statement = beginReading(this.database.schema, this.origin);
    announceStatement(this.database.schema, 'begin');
    await client.query(statement);
    ownTransaction(this.runner, true);
    return client;
  }
}
