import { createHash } from 'node:crypto';
import type { Client, QueryConfig, QueryResult } from 'pg';
import { statements } from '../telemetry/channels.js';
import type { Opening, TransactionOrigin } from './settings.js';
import type { TableView } from './table.js';

/** Statements of one transaction. */
export interface Statements extends TransactionOrigin, TableView {
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Most different texts that are kept as prepared statements; clients shape filters, so there must be a bound. */
const mostNames = 500;
const names = new Map<string, string>();

/**
 * Runs SQL as a named statement: Postgres parses and plans a text once per connection. Connections are pipelined: a
 * statement is sent at once, behind those whose answers are still to come, and what is asked for in one tick is sent in
 * one write.
 */
export async function runNamed<Row extends object>(
  client: Client,
  schema: string,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const result = await send(client, schema, text, () => client.query<Row>(named(text, values)));
  return result.rows;
}

/** Sends a statement without values, announced as `title`. */
export function command(client: Client, schema: string, title: string, text: string): Promise<QueryResult> {
  return send(client, schema, title, () => client.query({ text }));
}

/** Begins a transaction and gives it its settings, in one write, announced as one. */
export function begin(client: Client, schema: string, { command, settings }: Opening): Promise<unknown> {
  return send(client, schema, 'begin', () =>
    Promise.all([client.query({ text: command }), client.query(named(settings.text, settings.values))]),
  );
}

function send<Result>(
  { connection: { stream } }: Client,
  schema: string,
  title: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return statements.during({ schema, text: title }, () => {
    stream.cork();
    process.nextTick(() => stream.uncork());
    return work();
  });
}

function named(text: string, values: readonly unknown[]): QueryConfig {
  return { name: nameOf(text), text, values: values.map(written) };
}

const ids = /^[\da-f-]{36}(?:,[\da-f-]{36})*$/;
const idAndComma = 37;

/** The driver quotes each element of an array by itself; ids, which most arrays hold, need no quotes. */
function written(value: unknown): unknown {
  if (!Array.isArray(value) || typeof value[0] !== 'string') return value;
  const text = value.join();
  return text.length + 1 === idAndComma * value.length && ids.test(text) ? `{${text}}` : value;
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= mostNames) return known;
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
