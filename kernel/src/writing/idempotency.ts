import { createHash } from 'node:crypto';
import { organizationColumn, tenantTable } from '../database/migration.js';
import type { Tx } from '../database/transaction.js';
import { RequestError } from '../errors/request-error.js';

/** The table that remembers the keys of a subgraph; a migration makes it. */
export const idempotencyTable = `
  create table idempotency_key (
    ${organizationColumn},
    key text not null,
    operation text not null,
    input_hash bytea not null,
    answer jsonb,
    created_at timestamptz(3) not null default now(),
    primary key (organization_id, key)
  );
  ${tenantTable('idempotency_key', 'select, insert, update')}
`;

/**
 * Runs the work once for a key. The same key with the same input answers what the first run answered, which must be
 * plain JSON (ids, not entities); a second request that comes while the first still runs waits for it.
 *
 * @throws RequestError `IDEMPOTENCY_KEY_REUSED` when the key came with another input.
 */
export async function once<Answer>(
  tx: Tx,
  { key, operation, input }: { key: string | null | undefined; operation: string; input: object },
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (!key) return work();
  const hash = createHash('sha256').update(canonical(input)).digest();
  const claimed = await tx.query(
    `insert into idempotency_key (key, operation, input_hash) values ($1, $2, $3) on conflict do nothing returning key`,
    [key, operation, hash],
  );
  if (claimed.length === 0) return firstAnswer(tx, key, operation, hash);
  const answer = await work();
  await tx.query(`update idempotency_key set answer = $2 where key = $1`, [key, JSON.stringify(answer)]);
  return answer;
}

async function firstAnswer<Answer>(tx: Tx, key: string, operation: string, hash: Buffer): Promise<Answer> {
  const [first] = await tx.query<{ operation: string; input_hash: Buffer; answer: Answer }>(
    `select operation, input_hash, answer from idempotency_key where key = $1`,
    [key],
  );
  if (first?.operation !== operation || !first.input_hash.equals(hash)) {
    throw new RequestError(
      'IDEMPOTENCY_KEY_REUSED',
      'This idempotency key was used with another input; take a new one',
    );
  }
  return first.answer;
}

/** JSON with sorted keys, so that the order in which a client writes its input does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) => {
    if (typeof part === 'bigint') return `${part}n`;
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
