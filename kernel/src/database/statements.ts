import { createHash } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import type { ClientBase } from 'pg';
import type { EntityManager } from 'typeorm';
import type { TransactionOrigin } from './settings.js';

/** Every statement is announced here as `{ schema, text }`: tests count them, metrics time them. */
export const statementChannel = channel('kith:statement');

export function announceStatement(schema: string, text: string): void {
  if (statementChannel.hasSubscribers) statementChannel.publish({ schema, text });
}

/** Reads of one transaction: TypeORM through `manager`, SQL through `query`, both on the same connection. */
export interface Statements extends TransactionOrigin {
  readonly manager: EntityManager;
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Most different texts that are kept as prepared statements; clients shape filters, so there must be a bound. */
const mostNames = 500;
const names = new Map<string, string>();

/**
 * Runs SQL as a named statement: Postgres parses and plans a text once per connection. Statements of one connection wait
 * for each other here, since `pg` will no longer queue them itself.
 */
export function runNamed<Row extends object>(
  client: ClientBase,
  schema: string,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  return inTurn(client, async () => {
    announceStatement(schema, text);
    const result = await client.query<Row>({ name: nameOf(text), text, values: values as unknown[] });
    return result.rows;
  });
}

const turns = new WeakMap<ClientBase, Promise<unknown>>();

/** Runs work on a connection when what was asked of it before is done, however that ended. */
export function inTurn<Result>(client: ClientBase, work: () => Promise<Result>): Promise<Result> {
  const turn = (turns.get(client) ?? Promise.resolve()).then(work, work);
  turns.set(client, turn);
  return turn;
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= mostNames) return known;
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
