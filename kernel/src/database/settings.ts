import pg from 'pg';
import type { Actor } from '../access/actor.js';

/** What a transaction tells Postgres about itself; policies, defaults and triggers read it. */
export interface TransactionOrigin {
  readonly actor: Actor;
  readonly requestId: string;
}

/**
 * The statements that open a transaction, sent in one round trip. The settings are local to the transaction, so
 * that requests work through a pooler that gives each transaction another connection.
 */
export function beginReading(schema: string, origin: TransactionOrigin): string {
  return `begin isolation level repeatable read read only; ${settings(schema, origin)}`;
}

export function beginWriting(schema: string, origin: TransactionOrigin): string {
  return `begin; ${settings(schema, origin)}; set local transaction_timeout = '10s'`;
}

function settings(schema: string, { actor, requestId }: TransactionOrigin): string {
  return `select ${[
    setting('search_path', schema),
    setting('app.organization_id', actor.organizationId ?? ''),
    setting('app.actor_id', actor.userId ?? ''),
    setting('app.request_id', requestId),
  ].join(', ')}`;
}

function setting(name: string, value: string): string {
  return `set_config('${name}', ${pg.escapeLiteral(value)}, true)`;
}
