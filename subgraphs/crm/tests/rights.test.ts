import { randomUUID } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Actor, encodeId } from '@kith/kernel';
import { type Answer, type Ask, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { crm } from '../src/index.js';

const [me, colleague, stranger] = [randomUUID(), randomUUID(), randomUUID()];
const [ourTeam, otherTeam] = [randomUUID(), randomUUID()];

let app: TestSubgraph;
let manager: Ask;
let stageId: string;
beforeAll(async () => {
  app = await testSubgraph(crm);
  manager = app.as('MANAGER');
  await app.hear({ source: 'identity', type: 'organization.created', payload: { currencyCode: 'EUR' } });
  const { pipeline } = await write(
    'createPipeline',
    { name: 'Sales', stages: [{ name: 'New' }] },
    'pipeline { stages { id } }',
  );
  stageId = pipeline.stages[0].id;
});
afterAll(() => app.stop());

const as = (more: Partial<Actor> = {}): Ask =>
  app.asActor({
    userId: me,
    organizationId: app.organizationId,
    role: 'MEMBER',
    scopes: [],
    teamIds: [ourTeam],
    ...more,
  });

function mutation(name: string, selection: string): string {
  return `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${selection} userErrors { code } } }`;
}

async function write(name: string, input: object, selection: string, ask = manager) {
  const { data, errors } = await ask(mutation(name, selection), { input });
  expect(errors).toBeUndefined();
  expect(data[name].userErrors).toEqual([]);
  return data[name];
}

const codes = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions['code']) ?? [];

const user = (id: string) => encodeId('User', id);
const team = (id: string) => encodeId('Team', id);

type Whose = { ownerId?: string; teamId?: string };
const whose: Record<string, Whose> = {
  mine: { ownerId: user(me) },
  ours: { ownerId: user(colleague), teamId: team(ourTeam) },
  nobodys: {},
  theirs: { ownerId: user(stranger), teamId: team(otherTeam) },
};

async function deals(): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const [name, owner] of Object.entries(whose)) {
    const input = { title: name, amount: '1', stageId, ...owner };
    ids[name] = (await write('createDeal', input, 'deal { id }')).deal.id;
  }
  return ids;
}

/** Whose deals somebody may change. */
async function changed(ask: Ask): Promise<string[]> {
  const names: string[] = [];
  for (const [name, id] of Object.entries(await deals())) {
    const answer = await ask(mutation('updateDeal', 'deal { id }'), { input: { id, amount: '2' } });
    if (codes(answer).length === 0) names.push(name);
    else expect(codes(answer)).toEqual(['FORBIDDEN']);
  }
  return names;
}

test('members change what is their own, their teams’ or nobody’s; managers all; viewers nothing', async () => {
  expect(await changed(as())).toEqual(['mine', 'ours', 'nobodys']);
  expect(await changed(as({ teamIds: [] }))).toEqual(['mine', 'nobodys']);
  expect(await changed(as({ role: 'MANAGER' }))).toEqual(['mine', 'ours', 'nobodys', 'theirs']);
  expect(await changed(as({ role: 'VIEWER' }))).toEqual([]);
});

test('contacts and activities are their owners’ too', async () => {
  const personId = encodeId('Person', randomUUID());
  const owner = user(stranger);
  const { contact } = await write('createContact', { personId, ownerId: owner }, 'contact { id }');
  const input = { type: 'TASK', subject: 'Call', personId, assigneeId: owner };
  const { activity } = await write('logActivity', input, 'activity { id }');
  const update = (name: string, changes: object) => as()(mutation(name, '__typename'), { input: changes });
  expect(codes(await update('updateContact', { id: contact.id, jobTitle: 'Boss' }))).toEqual(['FORBIDDEN']);
  expect(codes(await update('upsertContacts', { contacts: [{ personId, jobTitle: 'Boss' }] }))).toEqual([
    'FORBIDDEN',
  ]);
  expect(codes(await update('updateActivity', { id: activity.id, status: 'DONE' }))).toEqual(['FORBIDDEN']);
  const mine = app.asActor({
    userId: stranger,
    organizationId: app.organizationId,
    role: 'MEMBER',
    scopes: [],
  });
  await write('updateContact', { id: contact.id, jobTitle: 'Boss' }, 'contact { id }', mine);
  await write('updateActivity', { id: activity.id, status: 'DONE' }, 'activity { id }', mine);
});

test('a member deletes no deal, not even their own; a manager does, and what else happened stays', async () => {
  const { mine } = await deals();
  const personId = encodeId('Person', randomUUID());
  const of = (more: object) => ({ type: 'NOTE', subject: 'N', dealId: mine, ...more });
  const { activity: kept } = await write('logActivity', of({ personId }), 'activity { id }');
  const { activity: gone } = await write('logActivity', of({}), 'activity { id }');
  expect(codes(await as()(mutation('deleteDeal', 'deletedId'), { input: { id: mine } }))).toEqual([
    'FORBIDDEN',
  ]);
  expect((await write('deleteDeal', { id: mine }, 'deletedId')).deletedId).toBe(mine);
  const { data } = await manager(
    `query ($deal: ID!, $kept: ID!, $gone: ID!) { deal(id: $deal) { id } kept: activity(id: $kept) { person { id } version } gone: activity(id: $gone) { id } }`,
    { deal: mine, kept: kept.id, gone: gone.id },
  );
  expect(data).toEqual({ deal: null, kept: { person: { id: personId }, version: 2 }, gone: null });
});

const seenText = `query ($deals: [_Any!]!, $stage: ID!, $own: ID!, $theirs: ID!, $at: DateTime!) {
  deals(first: 100, filter: { stageId: { eq: $stage } }) { totalCount nodes { title } }
  own: deal(id: $own) { title history { property } }
  theirs: deal(id: $theirs) { title }
  _entities(representations: $deals) { ... on Deal { title } }
}`;

test('where an organization lets members read their own alone, nothing shows them the rest, now or in the past', async () => {
  const pipeline = await write(
    'createPipeline',
    { name: randomUUID(), stages: [{ name: 'New' }] },
    'pipeline { stages { id } }',
  );
  const stage = pipeline.pipeline.stages[0].id;
  const ids: Record<string, string> = {};
  for (const [title, owner] of Object.entries(whose))
    ids[title] = (
      await write('createDeal', { title, amount: '1', stageId: stage, ...owner }, 'deal { id }')
    ).deal.id;
  const at = new Date().toISOString();
  const representations = Object.values(ids).map((id) => ({ __typename: 'Deal', id }));
  const variables = { deals: representations, stage, own: ids['mine'], theirs: ids['theirs'], at };
  const titles = (rows: ({ title: string } | null)[]) => rows.flatMap((row) => row?.title ?? []);
  const seen = async (ask: Ask, text = seenText) => {
    const { data, errors } = await ask(text, variables);
    expect(errors).toBeUndefined();
    expect(data.deals.totalCount).toBe(data.deals.nodes.length);
    expect(data.own.history.length).toBeGreaterThan(0);
    expect(titles(data._entities)).toEqual(titles(data.deals.nodes));
    expect(data.theirs?.title ?? null).toBe(titles(data.deals.nodes).includes('theirs') ? 'theirs' : null);
    return titles(data.deals.nodes);
  };
  const all = ['mine', 'ours', 'nobodys', 'theirs'];
  const inPast = seenText.replace('{', '@asOf(at: $at) {');
  for (const text of [seenText.replace(', $at: DateTime!', ''), inPast]) {
    expect(await seen(as(), text)).toEqual(all);
    expect(await seen(as({ reach: 'TEAM' }), text)).toEqual(['mine', 'ours', 'nobodys']);
    expect(await seen(as({ reach: 'OWN' }), text)).toEqual(['mine', 'nobodys']);
    expect(await seen(as({ reach: 'OWN', role: 'MANAGER' }), text)).toEqual(all);
  }
  // Who gets a deal sees its past, and who gave it away does not.
  await write('updateDeal', { id: ids['mine'], ownerId: user(stranger) }, 'deal { id }');
  const asMe = as({ reach: 'OWN' });
  const history = 'query ($id: ID!, $at: DateTime!) @asOf(at: $at) { deal(id: $id) { title } }';
  expect((await asMe(history, { id: ids['mine'], at })).data).toEqual({ deal: null });
  const asStranger = as({ userId: stranger, teamIds: [], reach: 'OWN' });
  expect((await asStranger(history, { id: ids['mine'], at })).data).toEqual({ deal: { title: 'mine' } });
});

test('what happened around a deal is read with the deal, and by who has to do it', async () => {
  const { mine, theirs } = await deals();
  const companyId = encodeId('Company', randomUUID());
  const log = async (dealId: string | undefined, more = {}) =>
    write('logActivity', { type: 'TASK', subject: 'Call', companyId, dealId, ...more }, 'activity { id }');
  await log(mine);
  await log(theirs);
  await log(theirs, { assigneeId: user(me) });
  const text = 'query ($id: ID!) { activities(filter: { companyId: { eq: $id } }) { totalCount } }';
  const count = async (ask: Ask) => {
    const { data, errors } = await ask(text, { id: companyId });
    expect(errors).toBeUndefined();
    return data.activities.totalCount;
  };
  expect(await count(as())).toBe(3);
  expect(await count(as({ reach: 'OWN' }))).toBe(2);
  const onTheirs = { input: { type: 'NOTE', subject: 'N', dealId: theirs } };
  expect(codes(await as({ reach: 'OWN' })(mutation('logActivity', '__typename'), onTheirs))).toEqual([
    'FORBIDDEN',
  ]);
});

test('what they do not read is not there to be changed, and what they would not read any more is not given away', async () => {
  const { mine, theirs } = await deals();
  const ask = as({ reach: 'OWN' });
  const hidden = await ask(mutation('updateDeal', '__typename'), { input: { id: theirs, amount: '2' } });
  expect(hidden.data.updateDeal.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
  const given = { input: { id: mine, ownerId: user(stranger) } };
  expect(codes(await ask(mutation('updateDeal', '__typename'), given))).toEqual(['FORBIDDEN']);
  const made = { input: { title: 'D', amount: '1', stageId, ownerId: user(stranger) } };
  expect(codes(await ask(mutation('createDeal', '__typename'), made))).toEqual(['FORBIDDEN']);
  await write('updateDeal', { id: mine, ownerId: user(stranger) }, 'deal { id }', as());
});

test('a key does what is left to it and nothing else; reading is an action too', async () => {
  const { mine } = await deals();
  const text = `query ($id: ID!) { deal(id: $id) { title stage { name } } }`;
  const reader = as({ role: 'OWNER', narrowedTo: ['deal:read'] });
  const answer = await reader(text, { id: mine });
  expect(answer.data).toEqual({ deal: { title: 'mine', stage: null } });
  expect(answer.errors).toMatchObject([{ path: ['deal', 'stage'], extensions: { code: 'FORBIDDEN' } }]);
  expect(codes(await reader('{ contacts { totalCount } }'))).toEqual(['FORBIDDEN']);
  const update = { input: { id: mine, amount: '3' } };
  expect(codes(await reader(mutation('updateDeal', '__typename'), update))).toEqual(['FORBIDDEN']);
  const writer = as({ role: 'OWNER', narrowedTo: ['deal:write'] });
  const written = await writer(mutation('updateDeal', 'deal { id }'), update);
  expect(written.data.updateDeal).toEqual({ deal: null, userErrors: [] });
  expect(written.errors).toMatchObject([{ path: ['updateDeal', 'deal'], extensions: { code: 'FORBIDDEN' } }]);
  const entity = { deals: [{ __typename: 'Deal', id: mine }] };
  const reference =
    'query ($deals: [_Any!]!) { _entities(representations: $deals) { ... on Deal { title } } }';
  expect(codes(await writer(reference, entity))).toEqual(['FORBIDDEN']);
  expect((await as({ narrowedTo: ['*:read'] })(text, { id: mine })).errors).toBeUndefined();
});

test('whether somebody may, and by which rule, can be asked before', async () => {
  const { mine, theirs } = await deals();
  const explain = async (actor: Partial<Actor>, entity: string | undefined, action: string) => {
    const text =
      'query ($e: ID!, $a: String!) { accessOf(entity: $e, action: $a) { isAllowed ground rule reason } }';
    return as(actor)(text, { e: entity, a: action });
  };
  const verdict = async (...asked: Parameters<typeof explain>) => {
    const { isAllowed, ground } = (await explain(...asked)).data.accessOf;
    return [isAllowed, ground];
  };
  expect(await verdict({}, mine, 'deal:write')).toEqual([true, 'OWNERSHIP']);
  expect((await explain({}, theirs, 'deal:write')).data.accessOf).toEqual({
    isAllowed: false,
    ground: 'OWNERSHIP',
    rule: "MEMBER and above for their own, their teams' and nobody's; MANAGER and above for all",
    reason: "deal:write of what is somebody else's needs the role MANAGER",
  });
  expect(await verdict({ role: 'ADMIN' }, theirs, 'deal:delete')).toEqual([true, 'ROLE']);
  expect(await verdict({}, mine, 'deal:delete')).toEqual([false, 'ROLE']);
  expect(await verdict({ narrowedTo: ['deal:read'] }, mine, 'deal:write')).toEqual([false, 'NARROWED']);
  expect(await verdict({ narrowedTo: ['deal:write'] }, mine, 'deal:write')).toEqual([false, 'NARROWED']);
  expect(await verdict({ reach: 'OWN' }, theirs, 'deal:write')).toEqual([false, 'NOT_FOUND']);
  expect(await verdict({}, encodeId('Deal', randomUUID()), 'deal:write')).toEqual([false, 'NOT_FOUND']);
  expect(codes(await explain({}, mine, 'deal:paint'))).toEqual(['BAD_USER_INPUT']);
  expect(codes(await explain({}, mine, 'constructor'))).toEqual(['BAD_USER_INPUT']);
  expect(codes(await explain({}, encodeId('Person', randomUUID()), 'deal:read'))).toEqual(['BAD_USER_INPUT']);
});

test('of what they do not read they hear nothing, neither that it changed nor that it is no more', async () => {
  const { mine, theirs } = await deals();
  const actor = { userId: me, organizationId: app.organizationId, role: 'MEMBER' as const, scopes: [] };
  const opened = await app.endpoint.subscribe?.(
    { query: 'subscription { dealChanged { type deal { title } } }', extensions: { marks: true } },
    { actor: { ...actor, reach: 'OWN' }, requestId: 'test' },
  );
  if (!opened || !(Symbol.asyncIterator in opened)) throw new Error(JSON.stringify(opened));
  const next = async () => {
    for (;;) {
      const { value } = await opened.next();
      if (value.data || value.errors) return JSON.parse(JSON.stringify(value)).data.dealChanged;
    }
  };
  // The first mark says that it has begun.
  await opened.next();
  for (const id of [theirs, mine]) await write('updateDeal', { id, amount: '5' }, 'deal { id }');
  expect(await next()).toEqual({ type: 'UPDATED', deal: { title: 'mine' } });
  for (const id of [theirs, mine]) await write('deleteDeal', { id }, 'deletedId');
  expect(await next()).toEqual({ type: 'DELETED', deal: null });
  await write('createDeal', { title: 'last', amount: '1', stageId }, 'deal { id }');
  expect(await next()).toEqual({ type: 'CREATED', deal: { title: 'last' } });
  await opened.return?.();
});

test('who reads little costs as many statements as who reads all', async () => {
  await deals();
  const count = async (ask: Ask) => {
    let statements = 0;
    const listener = () => void statements++;
    subscribe('kith:statement', listener);
    try {
      await ask(
        '{ deals(first: 50) { totalCount nodes { title stage { name } activities { totalCount } } } }',
      );
    } finally {
      unsubscribe('kith:statement', listener);
    }
    return statements;
  };
  const all = await count(as());
  expect(all).toBeGreaterThan(3);
  expect(await count(as({ reach: 'OWN' }))).toBe(all);
});

test('what was a team’s is its owner’s alone when the team is no more', async () => {
  const { ours } = await deals();
  await app.hear({ source: 'identity', type: 'team.deleted', subjectId: ourTeam, payload: {} });
  const { data } = await manager('query ($id: ID!) { deal(id: $id) { version team { id } owner { id } } }', {
    id: ours,
  });
  expect(data.deal).toEqual({ version: 2, team: null, owner: { id: user(colleague) } });
  const input = { id: ours, amount: '2' };
  expect(codes(await as()(mutation('updateDeal', '__typename'), { input }))).toEqual(['FORBIDDEN']);
});
