import type { Actor } from '../access/actor.js';
import { reachOf } from '../access/reach.js';
import { pastOf } from './provision.js';

/** What a transaction tells Postgres about itself; policies, defaults and triggers read it. */
export interface TransactionOrigin {
  readonly actor: Actor;
  readonly requestId: string;
  /** Where the request came from, as the gateway saw it. */
  readonly address?: string;
  readonly userAgent?: string;
  /** The events that a handler answers with what it does: all of a source from `position` to `last`. */
  readonly cause?: { readonly source: string; readonly position: number; readonly last: number };
  /** The instant that is read, instead of the present: what was committed before it. */
  readonly asOf?: Date | null;
}

/** What opens a transaction: a command, and a query that gives it its settings. */
export interface Opening {
  readonly command: string;
  readonly settings: { readonly text: string; readonly values: readonly string[] };
}

/** The settings are local to the transaction, so that requests work through a pooler that gives each another connection. */
export function beginReading(schema: string, origin: TransactionOrigin): Opening {
  return {
    command: `${comment(origin)} begin isolation level repeatable read read only`,
    settings: settings(searchPath(schema, origin), origin),
  };
}

export function beginWriting(schema: string, origin: TransactionOrigin): Opening {
  return {
    command: `${comment(origin)} begin; set local transaction_timeout = '10s'`,
    settings: settings(schema, origin),
  };
}

/**
 * Whose request it is, for who reads Postgres' log. Only a transaction's first statement has it: the others are prepared, by
 * their text, and are told to be of this one by their session (`%c`) and transaction (`%x`).
 */
function comment({ requestId }: TransactionOrigin): string {
  return `/* request_id='${requestId.replace(/[^\w.: -]/g, '_')}' */`;
}

/** In the past, views with the tables' own names come first. */
function searchPath(schema: string, { asOf }: TransactionOrigin): string {
  return asOf ? `${pastOf(schema)}, ${schema}` : schema;
}

function settings(path: string, origin: TransactionOrigin): Opening['settings'] {
  const { actor, requestId, address, userAgent, cause, asOf } = origin;
  const reach = reachOf(actor);
  const given: [name: string, value: string | undefined][] = [
    ['search_path', path],
    ['app.organization_id', actor.organizationId ?? ''],
    ['app.actor_id', actor.userId ?? ''],
    ['app.reach', reach],
    ['app.team_ids', reach === 'TEAM' ? (actor.teamIds ?? []).join(',') : undefined],
    ['app.request_id', requestId],
    ['app.address', address],
    ['app.user_agent', userAgent],
    ['app.cause_source', cause?.source],
    ['app.cause_position', cause && String(cause.position)],
    ['app.cause_last_position', cause && String(cause.last)],
    ['app.as_of', asOf?.toISOString()],
  ];
  const known = given.filter((setting): setting is [string, string] => setting[1] !== undefined);
  const calls = known.map(([name], index) => `set_config('${name}', $${index + 1}, true)`);
  // One column in place of ten to be described and read.
  return { text: `select num_nulls(${calls.join(', ')})`, values: known.map(([, value]) => value) };
}
