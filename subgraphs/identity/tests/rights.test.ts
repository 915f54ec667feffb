import { gatewayActor } from '@kith/kernel';
import { type Ask, asSuperuser, type TestSubgraph } from '@kith/kernel/testing';
import { membersOf, startIdentity, write } from './members.js';

let app: TestSubgraph;
let make: ReturnType<typeof membersOf>;
beforeAll(async () => {
  app = await startIdentity();
  make = membersOf(app);
});
afterAll(() => app.stop());

const figures = 'displayName customerValue { amount } leadScore';
const codes = async (ask: Ask, query: string, variables = {}) =>
  (await ask(query, variables)).errors?.map(({ path, extensions }) => [path?.at(-1), extensions['code']]) ??
  [];

test('what a customer is worth, viewers neither see nor find out by filters, orders or the past', async () => {
  const owner = await make.organization();
  const [member, viewer] = [await make.member(owner, 'MEMBER'), await make.member(owner, 'VIEWER')];
  const { createPerson } = await write(owner.ask, 'createPerson', { displayName: 'Ada' }, 'person { id }');
  const { id } = createPerson.person;
  const text = `query ($id: ID!) { person(by: { id: $id }) { ${figures} } }`;
  expect((await member.ask(text, { id })).data.person).toEqual({
    displayName: 'Ada',
    customerValue: { amount: '0.00' },
    leadScore: 0,
  });
  const seen = await viewer.ask(text, { id });
  expect(seen.data.person).toEqual({ displayName: 'Ada', customerValue: null, leadScore: null });
  const refused = [
    ['customerValue', 'FORBIDDEN'],
    ['leadScore', 'FORBIDDEN'],
  ];
  expect((await codes(viewer.ask, text, { id })).sort()).toEqual(refused);

  const lists = [
    'people(filter: { leadScore: { gt: 5 } }) { totalCount }',
    'people(filter: { or: [{ not: { and: [{ customerValue: { gt: "5" } }] } }] }) { totalCount }',
    'people(orderBy: [{ field: DISPLAY_NAME }, { field: CUSTOMER_VALUE }]) { totalCount }',
    'people(orderBy: { field: LEAD_SCORE }) { totalCount }',
  ];
  for (const list of lists) {
    expect(await codes(viewer.ask, `{ ${list} }`)).toEqual([['people', 'FORBIDDEN']]);
    expect(await codes(member.ask, `{ ${list} }`)).toEqual([]);
  }
  expect(
    await codes(viewer.ask, '{ people(filter: { displayName: { eq: "Ada" } }) { totalCount } }'),
  ).toEqual([]);

  const history = 'query ($id: ID!) { person(by: { id: $id }) { history(first: 100) { property } } }';
  const properties = async (ask: Ask) =>
    (await ask(history, { id })).data.person.history.map(({ property }: { property: string }) => property);
  expect(await properties(member.ask)).toEqual(
    expect.arrayContaining(['customerValue', 'leadScore', 'displayName']),
  );
  const left = await properties(viewer.ask);
  expect(left).toContain('displayName');
  expect(left).not.toEqual(expect.arrayContaining(['customerValue']));
  expect(left).not.toEqual(expect.arrayContaining(['leadScore']));
  const one = history.replace('first: 100', 'property: "leadScore"');
  expect(await codes(viewer.ask, one, { id })).toEqual([['history', 'FORBIDDEN']]);
});

test('an organization says how far members read; keys and tokens say so, and those of whom it concerns are taken anew', async () => {
  const owner = await make.organization();
  const [member, viewer] = [await make.member(owner, 'MEMBER'), await make.member(owner, 'VIEWER')];
  await make.member(owner, 'MANAGER');
  const input = { name: 'K', scopes: ['deal:read'] };
  const { createApiKey } = await write(owner.ask, 'createApiKey', input, 'key');
  const opened = async () => {
    const text = 'mutation ($key: String!) { openApiKey(key: $key) { actor } }';
    return (await app.asActor(gatewayActor)(text, { key: createApiKey.key })).data.openApiKey.actor;
  };
  expect(await opened()).toMatchObject({ reach: 'ALL', narrowedTo: ['deal:read'] });
  const narrow = { memberReach: 'TEAM' };
  const refused = await write(member.ask, 'updateOrganization', narrow, '__typename');
  expect(refused.errors[0].extensions.code).toBe('FORBIDDEN');
  const { updateOrganization } = await write(
    owner.ask,
    'updateOrganization',
    narrow,
    'organization { memberReach }',
  );
  expect(updateOrganization.organization).toEqual({ memberReach: 'TEAM' });
  expect(await opened()).toMatchObject({ reach: 'TEAM' });
  const revoked = await asSuperuser(app.databaseName, async (client) => {
    const { rows } = await client.query(
      `select id from identity.revocation where kind = 'MEMBERSHIP' and organization_id = $1`,
      [owner.actor.organizationId],
    );
    return rows.map(({ id }) => id).sort();
  });
  expect(revoked).toEqual([member.actor.userId, viewer.actor.userId].sort());
});

test('whoever has signed in reads themselves, in an organization or in none; keys and operators do not', async () => {
  const owner = await make.organization();
  const { userId } = owner.actor;
  const nowhere = { userId, organizationId: null, role: null, scopes: [] };
  expect(await codes(app.asActor(nowhere), '{ viewer { id } sessions { totalCount } }')).toEqual([]);
  expect(await codes(app.asActor(nowhere), '{ people { totalCount } }')).toEqual([['people', 'FORBIDDEN']]);
  const key = { ...owner.actor, keyId: userId, narrowedTo: ['*:*'] };
  expect(await codes(app.asActor(key), '{ sessions { totalCount } }')).toEqual([['sessions', 'FORBIDDEN']]);
});
