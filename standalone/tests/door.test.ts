import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { encodeId } from '@kith/kernel';
import { SignJWT } from 'jose';
import { as, askWith, demoActor, graphUrl, sign } from './graph.js';

const people = { query: '{ people { totalCount } }' };

describe('at the door', () => {
  test('a stranger gets no more than the name of the root', async () => {
    expect(await askWith({}, { query: '{ __typename }' })).toMatchObject({
      status: 200,
      data: { __typename: 'Query' },
    });
    expect(await askWith({}, people)).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test('an expired token is told from a wrong one', async () => {
    const expired = await sign(demoActor('owner@northwind.demo'), -10);
    const answer = await askWith({ authorization: `Bearer ${expired}` }, people);
    expect(answer).toMatchObject({
      status: 401,
      errors: [
        { message: 'The access token has expired; take a new one', extensions: { code: 'UNAUTHENTICATED' } },
      ],
    });
  });

  test.each(['EdDSA', 'HS256'])('a token that somebody else signed with %s is refused', async (alg) => {
    const key = alg === 'EdDSA' ? generateKeyPairSync('ed25519').privateKey : Buffer.alloc(32, 1);
    const token = await new SignJWT({
      org: demoActor('owner@northwind.demo').organizationId as string,
      role: 'OWNER',
    })
      .setProtectedHeader({ alg })
      .setIssuer('kith')
      .setAudience('kith')
      .setExpirationTime('1h')
      .sign(key);
    expect(await askWith({ authorization: `Bearer ${token}` }, people)).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test.each([
    ['a field that is not there', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a text that is no GraphQL', '{ people', 'GRAPHQL_PARSE_FAILED'],
    [
      'an id of another type',
      `{ company(id: "${encodeId('Person', randomUUID())}") { id } }`,
      'BAD_USER_INPUT',
    ],
    ['a subscription', 'subscription { events { cursor } }', 'OPERATION_NOT_ALLOWED'],
    ['what is no id', '{ node(id: "nonsense") { id } }', 'BAD_USER_INPUT'],
    ['a page that is too long', '{ people(first: 1000) { totalCount } }', 'BAD_USER_INPUT'],
  ])('%s is refused by its code', async (_, query, code) => {
    const { errors } = await as('owner@northwind.demo')(query);
    expect(errors?.[0]?.extensions.code).toBe(code);
  });

  test('a viewer changes nothing', async () => {
    const { errors } = await as('viewer@northwind.demo')(
      `mutation { createPerson(input: { displayName: "X" }) { person { id } } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('a request keeps the id that it came with', async () => {
    const headers = { 'content-type': 'application/json', 'x-request-id': 'mine-1' };
    const response = await fetch(`${graphUrl()}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(response.headers.get('x-request-id')).toBe('mine-1');
  });

  test('health is told to anybody, and the explorer comes from here', async () => {
    expect((await fetch(`${graphUrl()}/health/live`)).status).toBe(200);
    expect(await (await fetch(`${graphUrl()}/health/ready`)).json()).toEqual({
      status: 'ready',
      missing: [],
      waiting: [],
    });
    const page = await (await fetch(`${graphUrl()}/`)).text();
    expect(page).not.toMatch(/https?:\/\//);
    for (const [, asset] of page.matchAll(/(?:src|href)="(\/explorer\/[^"]+)"/g)) {
      expect((await fetch(`${graphUrl()}${asset}`)).status).toBe(200);
    }
  });
});
