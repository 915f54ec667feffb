import { setTimeout as delay } from 'node:timers/promises';
import { type AskGraph, askWith, sign } from './graph.js';
import { createTestOrganization, type TestOrganization } from './isolation/organization.js';

let organization: TestOrganization;
let ask: AskGraph;
beforeAll(async () => {
  organization = await createTestOrganization('harbor');
  ({ ask } = organization);
});

const now = `query ($id: ID!) { person(by: { id: $id }) { displayName } node(id: $id) { id } }`;
const then = `query ($id: ID!, $at: DateTime!) @asOf(at: $at) {
  person(by: { id: $id }) { displayName history { property before after } }
  node(id: $id) { id }
}`;

/** A person who was called Ada, an instant at which that was so, and the token of the mutation that renamed her. */
async function renamedPerson(): Promise<{ id: string; before: string; consistency: string }> {
  const made = await ask(
    `mutation { createPerson(input: { displayName: "Ada" }) { person { id } userErrors { message } } }`,
  );
  const { id } = made.data.createPerson.person;
  await delay(5);
  const before = new Date().toISOString();
  await delay(5);
  const renamed = await ask(
    `mutation ($id: ID!) { updatePerson(input: { id: $id, displayName: "Ada Lovelace" }) { person { id } } }`,
    { id },
  );
  return { id, before, consistency: String(renamed.extensions?.consistency) };
}

test('the whole graph answers as of an instant, history and nodes included', async () => {
  const { id, before } = await renamedPerson();
  expect((await ask(now, { id })).data.person.displayName).toBe('Ada Lovelace');
  const { data, errors } = await ask(then, { id, at: before });
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ person: { displayName: 'Ada' }, node: { id } });
  expect(data.person.history).toContainEqual({ property: 'displayName', before: null, after: 'Ada' });
  expect(JSON.stringify(data)).not.toContain('Lovelace');
});

test('what did not exist at the instant is null, and the future is refused', async () => {
  const { id } = await renamedPerson();
  const past = await ask(then, { id, at: '2020-01-01T00:00:00Z' });
  expect(past).toMatchObject({ data: { person: null, node: null } });
  expect(past.errors).toBeUndefined();
  const future = await ask(then, { id, at: '2999-01-01T00:00:00Z' });
  expect(future.errors?.map(({ extensions }) => extensions.code)).toContain('BAD_USER_INPUT');
});

test('mutations have no past', async () => {
  const { errors } = await ask(
    `mutation @asOf(at: "2026-01-01T00:00:00Z") { createPerson(input: { displayName: "Ada" }) { person { id } } }`,
  );
  expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
});

test('history tells who changed what, from what, in which request', async () => {
  const { id } = await renamedPerson();
  const { data } = await ask(
    `query ($id: ID!) { person(by: { id: $id }) { history(property: "displayName", first: 1) { property before after by requestId cause } } }`,
    { id },
  );
  expect(data.person.history).toEqual([
    {
      property: 'displayName',
      before: 'Ada',
      after: 'Ada Lovelace',
      by: expect.stringMatching(/^user_/),
      requestId: expect.any(String),
      cause: null,
    },
  ]);
});

test('a request that shows the token of a mutation sees what it caused', async () => {
  const { id, consistency } = await renamedPerson();
  const headers = { authorization: `Bearer ${await sign(organization.actor)}`, 'x-consistency': consistency };
  const { data } = await askWith(headers, { query: now, variables: { id } });
  expect(data.person.displayName).toBe('Ada Lovelace');
  const forged = await askWith(
    { ...headers, 'x-consistency': 'nonsense' },
    { query: now, variables: { id } },
  );
  expect(forged.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});
