import type { Client, QueryResult } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { reachPolicy } from '../access/owned-table.js';
import { RequestError } from '../errors/request-error.js';
import type { NewEvent } from '../events/event.js';
import type { Positions } from '../events/positions.js';
import { writeEvents } from '../events/write-events.js';
import type { Database } from './database.js';
import { ownTransaction } from './own-transaction.js';
import { beginWriting, type TransactionOrigin } from './settings.js';
import { begin, command, runNamed, type Statements } from './statements.js';

/** How often a transaction that lost to another one (deadlock, serialization) is tried again. */
const mostTries = 3;

/**
 * A transaction that writes. It can be had from `transaction` alone, so that a use case, whose first argument it is,
 * cannot be called outside of one.
 */
export class Tx implements Statements {
  private events: NewEvent[] = [];
  private readonly topics = new Set<string>();

  private constructor(
    readonly actor: Actor,
    readonly requestId: string,
    readonly manager: EntityManager,
    private readonly database: Database,
    private readonly client: Client,
  ) {}

  /** @internal */
  static async within<Result>(
    database: Database,
    origin: TransactionOrigin,
    work: (tx: Tx) => Promise<Result>,
  ): Promise<Committed<Result>> {
    const runner = database.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as Client;
      const tx = new Tx(origin.actor, origin.requestId, runner.manager, database, client);
      await begin(client, database.schema, beginWriting(database.schema, origin));
      ownTransaction(runner, true);
      const committed = await commitOrRollback(tx, runner, work);
      database.announceCommit(origin.actor.organizationId, committed.positions !== null);
      for (const topic of tx.topics) database.announceWrite(topic);
      return committed;
    } finally {
      await runner.release();
    }
  }

  get dataSource(): DataSource {
    return this.database.dataSource;
  }

  query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return runNamed(this.client, this.database.schema, text, values);
  }

  /** @internal Notes an event, which is written with the transaction; `publisher` gives it its type. */
  note(event: NewEvent): void {
    this.events.push(event);
  }

  /** Wakes those who follow the topic, in all processes of the subgraph, after COMMIT. */
  tell(topic: string): void {
    this.topics.add(topic);
  }

  /** @internal */
  async writeNotedEvents(): Promise<void> {
    await writeEvents(this, this.events, this.database.events);
  }

  /** Work that may fail alone: when it throws, what it wrote is undone and the transaction lives on. */
  async savepoint<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.command('savepoint part');
    const noted = this.events.length;
    try {
      const result = await work();
      await this.command('release savepoint part');
      return result;
    } catch (error) {
      this.events.length = noted;
      await this.command('rollback to savepoint part; release savepoint part');
      throw error;
    }
  }

  /** @internal Seals the change, learns the positions of its events, and commits, in one round trip. */
  async commit(): Promise<{ tag: string; positions: Positions | null }> {
    const seal = `set constraints all immediate; select current_setting('app.sealed', true) as sealed; commit`;
    const results = (await command(
      this.client,
      this.database.schema,
      'commit',
      seal,
    )) as unknown as QueryResult[];
    const sealed: string | undefined = results[1]?.rows[0]?.sealed;
    return {
      tag: results[2]?.command ?? '',
      positions: sealed ? (sealed.split('-').map(Number) as unknown as Positions) : null,
    };
  }

  /** @internal A statement without values, and the tag that Postgres answers it with. */
  async command(text: string): Promise<string> {
    const title = text.split(/[ ;]/, 1)[0] as string;
    const result = await command(this.client, this.database.schema, title, text);
    return Array.isArray(result) ? '' : result.command;
  }
}

/** What a transaction answered, and the positions of the events of what it wrote. */
export interface Committed<Result> {
  readonly result: Result;
  readonly positions: Positions | null;
}

/**
 * Runs the work in one transaction: everything that it writes is there together or not at all. Work that loses to a
 * concurrent transaction is run again, so it must have no effect but through `tx`.
 */
export async function transaction<Result>(
  database: Database,
  origin: TransactionOrigin,
  work: (tx: Tx) => Promise<Result>,
): Promise<Committed<Result>> {
  for (let tries = 1; ; tries++) {
    try {
      return await Tx.within(database, origin, work);
    } catch (error) {
      if (leavesReach(error))
        throw new RequestError(
          'FORBIDDEN',
          'You would not see it any more: leave it to somebody who reads all',
        );
      if (tries === mostTries || !lostToAnother(error)) throw error;
    }
  }
}

async function commitOrRollback<Result>(
  tx: Tx,
  runner: QueryRunner,
  work: (tx: Tx) => Promise<Result>,
): Promise<Committed<Result>> {
  try {
    const result = await work(tx);
    await tx.writeNotedEvents();
    // A failed statement that somebody caught leaves the transaction dead; COMMIT then rolls back without an error.
    const { tag, positions } = await tx.commit();
    if (tag !== 'COMMIT')
      throw new Error('The transaction was rolled back at its COMMIT: a failed statement was swallowed');
    return { result, positions };
  } catch (error) {
    await tx.command('rollback').catch(() => undefined);
    throw error;
  } finally {
    ownTransaction(runner, false);
  }
}

/** A row was written that its writer could not read: Postgres names the policy. */
function leavesReach(error: unknown): boolean {
  const { code, message } = ((error as { driverError?: unknown }).driverError ?? error) as {
    code?: string;
    message?: string;
  };
  return code === '42501' && Boolean(message?.includes(`"${reachPolicy}"`));
}

function lostToAnother(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return code === '40P01' || code === '40001';
}
