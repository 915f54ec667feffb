import { createHash } from 'node:crypto';
import { type Actor, RequestError, userError } from '@kith/kernel';
import type { Means } from '../means.js';
import { authorize } from '../policy.js';
import type { ManifestInput, ManifestOperationInput } from './app.inputs.js';

/** An operation that the graph takes, and what it says that it costs. */
export interface CheckedOperation extends ManifestOperationInput {
  readonly cost: number | null;
}

interface Asking {
  readonly actor: Actor;
  readonly requestId: string;
}

const together = 8;
const mistakes = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'COST_LIMIT_EXCEEDED',
];

/**
 * Checks a manifest: that each id is the hash of its text, which is one operation of this name and type, and that the graph
 * takes it. The graph parses, validates, plans and prices it without running it, and is ready for it from then on.
 *
 * @throws UserErrors with the path of what is wrong.
 */
export async function checkOperations(
  graph: Means['graph'],
  asking: Asking,
  { format, version, operations }: ManifestInput,
): Promise<CheckedOperation[]> {
  authorize(asking.actor, 'app:write');
  if (format !== 'apollo-persisted-query-manifest' || version !== 1)
    throw userError('INVALID', 'Only version 1 of apollo-persisted-query-manifest is understood', [
      'manifest',
      'format',
    ]);
  if (operations.length === 0)
    throw userError('REQUIRED', 'A version registers at least one operation', ['manifest', 'operations']);
  const ids = new Set<string>();
  for (const [index, operation] of operations.entries()) {
    checkId(operation, index);
    if (ids.has(operation.id)) throw refusal(index, 'id', 'This operation stands in the manifest twice');
    ids.add(operation.id);
  }
  const checked: CheckedOperation[] = [];
  while (checked.length < operations.length) {
    const start = checked.length;
    const some = operations.slice(start, start + together);
    const costs = await Promise.all(some.map((one, at) => costOf(graph, asking, one, start + at)));
    checked.push(...some.map((operation, at) => ({ ...operation, cost: costs[at] ?? null })));
  }
  return checked;
}

function checkId({ id, body }: ManifestOperationInput, index: number): void {
  if (id !== createHash('sha256').update(body).digest('hex'))
    throw refusal(index, 'id', 'The id must be the SHA-256 of the body, in lower-case hexadecimal digits');
}

/** What the graph says of an operation that it would run. */
interface Checked {
  readonly checked?: { readonly name: string | null; readonly type: string };
  readonly cost?: { readonly requested?: number };
}

async function costOf(
  graph: Means['graph'],
  { actor, requestId }: Asking,
  { name, type, body }: ManifestOperationInput,
  index: number,
): Promise<number | null> {
  const request = { query: body, extensions: { check: true } };
  const { errors = [], extensions } = await graph.execute(request, { actor, requestId });
  const [error] = errors;
  if (error && mistakes.includes(String(error.extensions.code))) throw refusal(index, 'body', error.message);
  if (error)
    throw new RequestError('SUBGRAPH_UNAVAILABLE', 'The graph cannot check operations at present; try again');
  const { checked, cost } = (extensions ?? {}) as Checked;
  if (checked?.name !== name) throw refusal(index, 'name', `The body holds ${checked?.name ?? 'no name'}`);
  if (checked.type !== type) throw refusal(index, 'type', `The body holds a ${checked.type}`);
  return cost?.requested ?? null;
}

function refusal(index: number, field: string, message: string) {
  return userError('INVALID', message, ['manifest', 'operations', index, field]);
}
