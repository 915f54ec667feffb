import { randomBytes } from 'node:crypto';
import type { Actor } from '../access/actor.js';
import { signActorToken } from '../access/actor-token.js';
import { createLogger } from '../log.js';
import type { SubgraphRequest } from './endpoint.js';
import { type Served, serveEndpoint } from './serve.js';

const key = randomBytes(32);
const actor: Actor = { userId: null, organizationId: 'o', role: 'OWNER', scopes: [] };
const asked: SubgraphRequest[] = [];
let served: Served;

beforeAll(async () => {
  const endpoint = {
    name: 'crm',
    execute: async (request: SubgraphRequest) => {
      asked.push(request);
      return { data: {} };
    },
  };
  const logger = createLogger('test', 'silent');
  served = await serveEndpoint(endpoint, { host: '127.0.0.1', port: 0, key, logger });
});
afterAll(() => served.stop());

async function send(token: string) {
  const response = await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-kith-actor': token },
    body: JSON.stringify({ query: 'mutation { write }' }),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

test.each([
  ['with another key', () => signActorToken(actor, 'crm', randomBytes(32))],
  ['for another subgraph', () => signActorToken(actor, 'commerce', key)],
  ['too long ago', () => signActorToken(actor, 'crm', key, Date.now() - 60_000)],
])('an actor token that was signed %s is refused, and what came with it is not executed', async (_, sign) => {
  expect(await send(sign())).toMatchObject({
    status: 401,
    body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
  });
  expect(asked).toEqual([]);
});

test('what comes with a good actor token is executed', async () => {
  expect(await send(signActorToken(actor, 'crm', key))).toEqual({ status: 200, body: { data: {} } });
  expect(asked.splice(0)).toHaveLength(1);
});
