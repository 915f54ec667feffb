import { changeRow, type Id, insertRow, lockRow, requireText, type Tx, userError } from '@kith/kernel';
import { hashOf, newToken } from '../account/opaque-token.js';
import { authorize } from '../policy.js';
import { requireUser } from '../session/require-user.js';
import { revoke } from '../session/revoke.js';
import { ApiKey, OperationMode } from './api-key.entity.js';
import type { CreateApiKeyInput, UpdateApiKeyInput } from './api-key.inputs.js';

const prefix = 'kith_live';
/** What of a key can be read ever after: its kind and eight more characters. */
const shownCharacters = prefix.length + 1 + 8;
const mostKeys = 200;

/** Makes a key that acts for who makes it. A key makes no keys: else revoking it would not end what it began. */
export async function createApiKey(
  tx: Tx,
  { scopes = null, appId = null, operationMode, expiresAt = null, ...input }: CreateApiKeyInput,
): Promise<{ apiKey: ApiKey; key: string }> {
  authorize(tx.actor, 'api_key:write');
  const createdBy = requireUser(tx.actor);
  const name = requireText(input.name, 'name');
  for (const [index, scope] of (scopes ?? []).entries()) requireScope(scope, index);
  requireApp(appId, operationMode);
  if (expiresAt && expiresAt.getTime() <= Date.now())
    throw userError('INVALID', 'A key expires in the future', ['expiresAt']);
  const [found] = await tx.query<{ count: number }>(
    'select count(*)::int as count from api_key where revoked_at is null',
  );
  if ((found?.count ?? 0) >= mostKeys)
    throw userError('LIMIT_EXCEEDED', `An organization has at most ${mostKeys} keys that are not revoked`);
  const key = newToken(prefix);
  const apiKey = await insertRow(tx, ApiKey, {
    name,
    prefix: key.slice(0, shownCharacters),
    scopes,
    appId,
    operationMode,
    createdBy,
    expiresAt,
    revokedAt: null,
  });
  await tx.query('insert into api_key_secret (api_key_id, hash) values ($1, $2)', [apiKey.id, hashOf(key)]);
  return { apiKey, key };
}

export async function updateApiKey(
  tx: Tx,
  { id, expectedVersion, name, operationMode }: UpdateApiKeyInput,
): Promise<ApiKey> {
  authorize(tx.actor, 'api_key:write');
  // A locked key must not unlock itself.
  requireUser(tx.actor);
  const { appId } = await lockRow(tx, ApiKey, id);
  if (operationMode) requireApp(appId, operationMode);
  const changes = {
    name: name == null ? undefined : requireText(name, 'name'),
    operationMode: operationMode ?? undefined,
  };
  const apiKey = await changeRow(tx, ApiKey, { id, expectedVersion }, changes);
  await revoke(tx, { kind: 'KEY', id });
  return apiKey;
}

/** From here on the key opens nothing. */
export async function revokeApiKey(tx: Tx, { id }: { id: Id<'ApiKey'> }): Promise<ApiKey> {
  authorize(tx.actor, 'api_key:revoke');
  const { revokedAt } = await lockRow(tx, ApiKey, id);
  const apiKey = await changeRow(tx, ApiKey, { id }, { revokedAt: revokedAt ?? new Date() });
  await revoke(tx, { kind: 'KEY', id });
  return apiKey;
}

function requireScope(scope: string, index: number): void {
  if (/^(\*|[a-z][a-z_]{0,40}):(\*|[a-z][a-z_]{0,40})$/.test(scope)) return;
  const message = `${JSON.stringify(scope.slice(0, 100))} is no scope; they read \`deal:write\`, \`deal:*\`, \`*:read\``;
  throw userError('INVALID', message, ['scopes', index]);
}

function requireApp(appId: Id<'App'> | null, mode: OperationMode): void {
  if (appId || mode === OperationMode.OPEN) return;
  throw userError('REQUIRED', 'Operations are registered by apps: say whose key it is', ['appId']);
}
