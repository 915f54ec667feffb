import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { cancelStatement } from './cancel-statement.js';
import type { Database } from './database.js';
import { beginReading, type TransactionOrigin } from './settings.js';
import { begin, command, runNamed, type Statements } from './statements.js';
import type { SelectedProperties } from './table.js';

/**
 * What a request reads: one connection, taken at the first statement, in one read-only transaction, so that the whole
 * answer shows one moment of the database.
 */
export class Snapshot implements Statements {
  private opened: Promise<Opened> | null = null;
  private isEnded = false;

  constructor(
    readonly database: Database,
    private readonly origin: TransactionOrigin,
    readonly selected?: SelectedProperties,
  ) {}

  get dataSource(): DataSource {
    return this.database.dataSource;
  }

  get actor(): Actor {
    return this.origin.actor;
  }

  get requestId(): string {
    return this.origin.requestId;
  }

  /**
   * A request whose answer failed ends while other fields of it are still being read: they get no connection any more.
   */
  async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    if (this.isEnded) throw ended();
    this.opened ??= this.open();
    const { client, begun } = await this.opened;
    if (this.isEnded) throw ended();
    // Where BEGIN fails, what is sent behind it runs without a transaction and without settings: its answer does not count.
    const [rows] = await Promise.all([runNamed<Row>(client, this.database.schema, text, values), begun]);
    return rows;
  }

  /** Gives the connection back. The COMMIT of a read decides nothing, so nobody waits for it. */
  async end(): Promise<void> {
    this.isEnded = true;
    const opened = await this.opened?.catch(() => null);
    if (!opened) return;
    this.opened = null;
    command(opened.client, this.database.schema, 'commit', 'commit').catch(() => undefined);
    opened.client.release();
  }

  /**
   * Ends what it is reading: nobody waits for it any more. It still has to be ended, after that.
   */
  async cancel(): Promise<void> {
    this.isEnded = true;
    const opened = await this.opened?.catch(() => null);
    if (opened) await cancelStatement(opened.client);
  }

  private async open(): Promise<Opened> {
    const client = await this.database.connect();
    const { schema } = this.database;
    const begun = begin(client, schema, beginReading(schema, this.origin));
    begun.catch(() => undefined);
    return { client, begun };
  }
}

/** BEGIN travels with the first statement: nobody waits for its answer alone. */
interface Opened {
  readonly client: PoolClient;
  readonly begun: Promise<unknown>;
}

function ended(): Error {
  return new Error('The request has ended, and its snapshot with it');
}
