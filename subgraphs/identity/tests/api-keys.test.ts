import { randomUUID } from 'node:crypto';
import { encodeId, gatewayActor } from '@kith/kernel';
import { type Ask, asSuperuser, type TestSubgraph } from '@kith/kernel/testing';
import { membersOf, startIdentity, write } from './members.js';

let app: TestSubgraph;
let make: ReturnType<typeof membersOf>;
beforeAll(async () => {
  app = await startIdentity();
  make = membersOf(app);
});
afterAll(() => app.stop());

const create = async (ask: Ask, input: object = {}) =>
  (
    await write(
      ask,
      'createApiKey',
      { name: 'Sync', ...input },
      'key apiKey { id prefix scopes operationMode lastUsedAt createdBy { id } app { id } }',
    )
  ).createApiKey;

const open = async (key: string) => {
  const { data, errors } = await app.asActor(gatewayActor)(
    'mutation ($key: String!) { openApiKey(key: $key) { actor appId operationMode expiresAt } }',
    { key },
  );
  expect(errors).toBeUndefined();
  return data.openApiKey;
};

test('a key acts for who made it, as what they are at present, narrowed to its scopes', async () => {
  const owner = await make.organization();
  const admin = await make.member(owner, 'ADMIN');
  const { createTeam } = await write(owner.ask, 'createTeam', { name: 'Sales' }, 'team { id }');
  await write(owner.ask, 'addTeamMember', { teamId: createTeam.team.id, userId: admin.id }, '__typename');
  const { key, apiKey } = await create(admin.ask, { scopes: ['deal:*', '*:read'] });
  expect(key).toMatch(/^kith_live_.{43}$/);
  expect(apiKey).toMatchObject({ prefix: key.slice(0, 18), createdBy: { id: admin.id }, lastUsedAt: null });
  const opened = await open(key);
  expect(opened).toMatchObject({
    actor: { ...admin.actor, role: 'ADMIN', narrowedTo: ['deal:*', '*:read'], teamIds: [expect.any(String)] },
    operationMode: 'OPEN',
    appId: null,
  });
  await write(owner.ask, 'changeMemberRole', { userId: admin.id, role: 'VIEWER' }, '__typename');
  expect((await open(key)).actor.role).toBe('VIEWER');
});

test.each(['disableUser', 'removeMember'])(
  'a key is dead when its creator is taken out by %s',
  async (mutation) => {
    const owner = await make.organization();
    const admin = await make.member(owner, 'ADMIN');
    const { key } = await create(admin.ask);
    await write(owner.ask, mutation, { userId: admin.id }, '__typename');
    expect((await open(key)).actor).toBeNull();
  },
);

test('a key that is revoked, expired or made up opens nothing', async () => {
  const owner = await make.organization();
  const { key, apiKey } = await create(owner.ask);
  expect((await open(key)).actor).not.toBeNull();
  expect((await open(`${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`)).actor).toBeNull();
  await write(owner.ask, 'revokeApiKey', { id: apiKey.id }, '__typename');
  expect((await open(key)).actor).toBeNull();
  const past = await create(owner.ask, { expiresAt: '2020-01-01T00:00:00Z' });
  expect(past.userErrors).toEqual([{ code: 'INVALID', path: ['expiresAt'] }]);
  const soon = new Date(Date.now() + 300).toISOString();
  const { key: brief } = await create(owner.ask, { expiresAt: soon });
  expect((await open(brief)).expiresAt).toBe(soon);
  while (Date.now() <= Date.parse(soon));
  expect((await open(brief)).actor).toBeNull();
});

test('keys are found by how they begin, with when they were last used, by admins alone', async () => {
  const owner = await make.organization();
  const { key, apiKey } = await create(owner.ask);
  await create(owner.ask);
  await open(key);
  const list = `query ($begins: String!) { apiKeys(filter: { prefix: { eq: $begins } }) { nodes { id lastUsedAt } } }`;
  const { data } = await owner.ask(list, { begins: apiKey.prefix });
  expect(data.apiKeys.nodes).toEqual([{ id: apiKey.id, lastUsedAt: expect.any(String) }]);
  const member = await make.member(owner, 'MANAGER');
  expect((await member.ask(list, { begins: '' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect(
    (await (await make.organization()).ask(`{ apiKey(id: "${apiKey.id}") { id } }`)).data.apiKey,
  ).toBeNull();
});

test('its first use is an event, and the next is none', async () => {
  const owner = await make.organization();
  const { key } = await create(owner.ask);
  for (let times = 0; times < 3; times++) await open(key);
  const { rows } = await asSuperuser(app.databaseName, (client) =>
    client.query(`select type from identity.outbox where organization_id = $1 and type like 'api_key.%'`, [
      owner.actor.organizationId,
    ]),
  );
  expect(rows.map(({ type }) => type)).toEqual(['api_key.created', 'api_key.first_used']);
});

test('a key makes no keys and does not change how it is held', async () => {
  const owner = await make.organization();
  const appId = encodeId('App', randomUUID());
  const { key, apiKey } = await create(owner.ask, { appId, operationMode: 'LOCKED' });
  const itself = app.asActor((await open(key)).actor);
  for (const [mutation, input] of [
    ['createApiKey', { name: 'Other' }],
    ['updateApiKey', { id: apiKey.id, operationMode: 'OPEN' }],
  ] as const) {
    const { errors } = await write(itself, mutation, input, '__typename');
    expect(errors[0].extensions.code).toBe('FORBIDDEN');
  }
});

test('what is no scope is refused, and so is a mode that needs an app without one', async () => {
  const owner = await make.organization();
  const refused = async (input: object) => (await create(owner.ask, input)).userErrors;
  for (const scope of ['gateway', 'deal', 'deal:', 'Deal:write', '*'])
    expect(await refused({ scopes: ['*:read', scope] })).toEqual([
      { code: 'INVALID', path: ['scopes', '1'] },
    ]);
  expect(await refused({ operationMode: 'LOCKED' })).toEqual([{ code: 'REQUIRED', path: ['appId'] }]);
});

test('nobody but a gateway opens keys, and no table holds what opens one', async () => {
  const owner = await make.organization();
  const { key } = await create(owner.ask);
  const { errors } = await owner.ask('mutation ($key: String!) { openApiKey(key: $key) { actor } }', { key });
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const dump = await asSuperuser(app.databaseName, async (client) => {
    const { rows: tables } = await client.query(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema = 'identity' and table_type = 'BASE TABLE'`,
    );
    const texts: string[] = [];
    for (const { name } of tables)
      texts.push(...(await client.query(`select t::text as row from ${name} t`)).rows.map(({ row }) => row));
    return texts.join('\n');
  });
  expect(dump).toContain(key.slice(0, 18));
  expect(dump).not.toContain(key.slice(0, 30));
  const hex = (text: string) => Buffer.from(text).toString('hex');
  expect(dump).not.toContain(hex(key.slice(10)));
});
