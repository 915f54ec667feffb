import type { Logger, SubgraphEndpoint } from '@kith/kernel';
import type { GatewayContext } from '../src/graph/context.js';
import { hashOf } from '../src/operations/asked-hash.js';
import type { OperationMode } from '../src/operations/operation-terms.js';
import { openOperations } from '../src/operations/operations.js';

const registered = 'query Registered { books { title } }';
const other = 'query Other { books { title } }';

/** A registry of one app that has registered one operation, and how often it was asked. */
function openRegistry() {
  const noted: Record<string, unknown>[] = [];
  const asked: string[] = [];
  const registry: SubgraphEndpoint = {
    name: 'platform-objects',
    async execute({ variables = {} }, { actor }) {
      asked.push(`${actor?.organizationId} ${variables['appId']}`);
      const isKnown = variables['appId'] === 'app' && variables['hash'] === hashOf(registered);
      return { data: { registeredText: isKnown ? registered : null } };
    },
  };
  const logger = { warn: (details: Record<string, unknown>) => noted.push(details) } as unknown as Logger;
  return { operations: openOperations([registry], logger), noted, asked };
}

const contextOf = (mode: OperationMode): GatewayContext => ({
  actor: { userId: 'u', organizationId: 'o', role: 'ADMIN', scopes: [], keyId: 'k' },
  operations: { appId: 'app', mode },
  requestId: 'r',
});

test('a key in the mode log runs anything, and what its app has not registered is noted', async () => {
  const { operations, noted } = openRegistry();
  expect(await operations.textOf({ query: registered }, contextOf('LOG'))).toBe(registered);
  expect(noted).toEqual([]);
  expect(await operations.textOf({ query: other }, contextOf('LOG'))).toBe(other);
  expect(noted).toEqual([{ requestId: 'r', appId: 'app', keyId: 'k', hash: hashOf(other) }]);
});

test('the registry is asked once for a text that it has, in the organization of who asks, and never for who has no app', async () => {
  const { operations, asked } = openRegistry();
  const locked = contextOf('LOCKED');
  for (let times = 0; times < 3; times++)
    await operations.textOf({ documentId: `sha256:${hashOf(registered)}` }, locked);
  expect(asked).toEqual(['o app']);
  const user = { ...locked, operations: null };
  expect(await operations.textOf({ query: other }, user)).toBe(other);
  await expect(operations.textOf({ documentId: `sha256:${hashOf(registered)}` }, user)).rejects.toMatchObject(
    {
      extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
    },
  );
  expect(asked).toEqual(['o app']);
});

test('what clients send with its hash is remembered within bounds: the oldest goes, and what is too long is not kept', async () => {
  const { operations } = openRegistry();
  const context = { ...contextOf('OPEN'), operations: null };
  const textOf = (index: number) => `query Q${index} { books { title } } #${'x'.repeat(90_000)}`;
  const send = (query: string) =>
    operations.textOf({ query, documentId: `sha256:${hashOf(query)}` }, context);
  const isKnown = (text: string) =>
    operations.textOf({ documentId: `sha256:${hashOf(text)}` }, context).then(
      () => true,
      () => false,
    );
  for (let index = 0; index < 200; index++) await send(textOf(index));
  expect([await isKnown(textOf(0)), await isKnown(textOf(199))]).toEqual([false, true]);
  const long = `{ books { title } } #${'x'.repeat(200_000)}`;
  expect(await send(long)).toBe(long);
  expect(await isKnown(long)).toBe(false);
});
