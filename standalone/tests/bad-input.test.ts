import { askWith, demoActor, type GraphAnswer, sign } from './graph.js';
import { createTestOrganization, type TestOrganization } from './isolation/organization.js';
import { make, text } from './isolation/things.js';
import { mutationText } from './mutation-text.js';

let organization: TestOrganization;
beforeAll(async () => {
  organization = await createTestOrganization('quarry');
});

const codeOf = ({ errors }: GraphAnswer) => errors?.[0]?.extensions.code;
const totals = async () =>
  (
    await organization.ask(
      '{ people { totalCount } orders { totalCount } records(definition: "badge") { totalCount } }',
    )
  ).data;

/** Sends what must be refused, and sees that there is as much of everything as before. */
async function refused(mutation: string, input: object): Promise<GraphAnswer> {
  const before = await totals();
  const answer = await organization.ask(mutationText(mutation, '__typename'), { input });
  expect(await totals()).toEqual(before);
  return answer;
}

beforeAll(async () => {
  await make.record(organization);
});

test('a field that no input has is refused', async () => {
  expect(codeOf(await refused('createPerson', { displayName: 'P', shoeSize: 43 }))).toBe('BAD_USER_INPUT');
});

test('an id of another type is refused with both names', async () => {
  const companyId = await make.person(organization);
  const answer = await refused('createPerson', { displayName: 'P', companyId });
  expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  expect(answer.errors?.[0]?.message).toMatch(/"company_".*"person_"/);
});

test('a list that is too long is refused', async () => {
  const people = Array.from({ length: 251 }, () => ({
    by: { externalId: { system: 'test', id: text() } },
    person: { displayName: 'P' },
  }));
  expect(codeOf(await refused('upsertPeople', { people }))).toBe('BAD_USER_INPUT');
});

test('a record that breaks its schema is refused', async () => {
  const { data, errors } = await refused('createRecord', { definition: 'badge', properties: { title: 7 } });
  expect(errors).toBeUndefined();
  expect(data.createRecord.userErrors).toMatchObject([{ code: 'INVALID' }]);
});

test('a stale version is refused, and what the first wrote stays', async () => {
  const id = await make.person(organization);
  await organization.write('updatePerson', { id, expectedVersion: 1, displayName: 'First' }, 'person { id }');
  const { data } = await refused('updatePerson', { id, expectedVersion: 1, displayName: 'Second' });
  expect(data.updatePerson.userErrors).toMatchObject([{ code: 'STALE_VERSION', path: ['expectedVersion'] }]);
  const read = await organization.ask(`{ person(by: { id: "${id}" }) { displayName version } }`);
  expect(read.data.person).toEqual({ displayName: 'First', version: 2 });
});

test('an idempotency key answers the same again, and is refused with another input', async () => {
  const input = {
    lines: [{ variantId: await make.variant(organization), quantity: 1 }],
    idempotencyKey: text(),
  };
  const placed = await organization.write('placeOrder', input, 'order { id }');
  const before = await totals();
  expect(await organization.write('placeOrder', input, 'order { id }')).toEqual(placed);
  expect(await totals()).toEqual(before);
  expect(codeOf(await refused('placeOrder', { ...input, note: 'Other' }))).toBe('IDEMPOTENCY_KEY_REUSED');
});

test.each([
  ['no token', async () => ({})],
  [
    'an expired token',
    async () => ({ authorization: `Bearer ${await sign(demoActor('owner@chinook.demo'), -10)}` }),
  ],
])('who comes with %s writes nothing', async (_, headers: () => Promise<Record<string, string>>) => {
  const displayName = text();
  const answer = await askWith(await headers(), {
    query: mutationText('createPerson', 'person { id }'),
    variables: { input: { displayName } },
  });
  expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  const chinook = { authorization: `Bearer ${await sign(demoActor('owner@chinook.demo'))}` };
  const query = `{ people(filter: { displayName: { eq: "${displayName}" } }) { totalCount } }`;
  expect((await askWith(chinook, { query })).data).toEqual({ people: { totalCount: 0 } });
});
