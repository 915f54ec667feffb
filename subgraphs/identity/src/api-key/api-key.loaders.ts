import { Direction, entityLoader, filterable, type Id, listing, type Request, rowLoader } from '@kith/kernel';
import { ApiKey, OperationMode } from './api-key.entity.js';

const apiKeyById = entityLoader(ApiKey);

export function findApiKey(request: Request, id: Id): Promise<ApiKey | null> {
  return apiKeyById(request).load(id);
}

export const apiKeys = listing(ApiKey, {
  name: 'ApiKey',
  filter: {
    name: filterable.text(),
    prefix: filterable.text(),
    appId: filterable.id('App'),
    operationMode: filterable.choice('OperationMode', OperationMode),
    createdBy: filterable.id('User'),
    expiresAt: filterable.instant(),
    revokedAt: filterable.instant(),
  },
  orderBy: ['createdAt'],
  defaultOrder: [{ field: 'createdAt', direction: Direction.DESC }],
});

export const useOf = rowLoader<Id<'ApiKey'>, { id: Id<'ApiKey'>; at: Date | null }>(
  (snapshot, ids) =>
    snapshot.query(
      'select api_key_id as id, last_used_at as at from api_key_secret where api_key_id = any($1::uuid[])',
      [ids],
    ),
  ({ id }) => id,
);
