import { askWith, demoActor, type GraphAnswer, graphUrl, sign } from './graph.js';

const people = '{ people(first: 1) { totalCount } }';

const asUser = async () => ({ authorization: `Bearer ${await sign(demoActor('owner@northwind.demo'))}` });

/** Makes a key; answers the headers that it asks with. */
async function createKey(name: string): Promise<Record<string, string>> {
  const query =
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key userErrors { message } } }';
  const { data, errors } = await askWith(await asUser(), { query, variables: { input: { name } } });
  expect([errors, data?.createApiKey.userErrors]).toEqual([undefined, []]);
  return { 'x-api-key': data.createApiKey.key };
}

async function ask(asked: Record<string, string>) {
  const response = await fetch(`${graphUrl()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...asked },
    body: JSON.stringify({ query: people }),
  });
  const { data, errors } = (await response.json()) as Pick<GraphAnswer, 'data' | 'errors'>;
  return { status: response.status, headers: response.headers, data, errors };
}

test('the 61st request of a key within a minute is refused with its time; another key and its user are not', async () => {
  const [key, other] = [await createKey('Asks often'), await createKey('Asks once')];
  for (let left = 59; left >= 0; left--) {
    const { status, headers, errors } = await ask(key);
    expect([status, errors]).toEqual([200, undefined]);
    expect([headers.get('ratelimit-limit'), headers.get('ratelimit-remaining')]).toEqual(['60', `${left}`]);
  }
  const { status, headers, data, errors } = await ask(key);
  expect([status, data, errors]).toEqual([
    429,
    undefined,
    [expect.objectContaining({ extensions: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) } })],
  ]);
  const retryAfterMs = Number(errors?.[0]?.extensions['retryAfterMs']);
  expect(retryAfterMs).toBeGreaterThan(0);
  expect(retryAfterMs).toBeLessThanOrEqual(60_000);
  expect(headers.get('ratelimit-policy')).toBe('60;w=60');
  expect(headers.get('ratelimit-remaining')).toBe('0');
  expect(headers.get('retry-after')).toBe(String(Math.ceil(retryAfterMs / 1000)));
  const untouched = await ask(other);
  expect([untouched.status, untouched.headers.get('ratelimit-remaining')]).toEqual([200, '59']);
  expect((await ask(await asUser())).status).toBe(200);
});
