import { randomUUID } from 'node:crypto';
import { type Actor, encodeId } from '@kith/kernel';
import type { Ask } from '@kith/kernel/testing';
import { codes, colleague, mutation, openSales, ourTeam, type Sales, stranger, user } from './sales.js';

let sales: Sales;
beforeAll(async () => {
  sales = await openSales();
});
afterAll(() => sales.app.stop());

/** Whose deals somebody may change. */
async function changed(ask: Ask): Promise<string[]> {
  const names: string[] = [];
  for (const [name, id] of Object.entries(await sales.deals())) {
    const answer = await ask(mutation('updateDeal', 'deal { id }'), { input: { id, amount: '2' } });
    if (codes(answer).length === 0) names.push(name);
    else expect(codes(answer)).toEqual(['FORBIDDEN']);
  }
  return names;
}

test('members change what is their own, their teams’ or nobody’s; managers all; viewers nothing', async () => {
  expect(await changed(sales.as())).toEqual(['mine', 'ours', 'nobodys']);
  expect(await changed(sales.as({ teamIds: [] }))).toEqual(['mine', 'nobodys']);
  expect(await changed(sales.as({ role: 'MANAGER' }))).toEqual(['mine', 'ours', 'nobodys', 'theirs']);
  expect(await changed(sales.as({ role: 'VIEWER' }))).toEqual([]);
});

test('contacts and activities are their owners’ too', async () => {
  const personId = encodeId('Person', randomUUID());
  const owner = user(stranger);
  const { contact } = await sales.write('createContact', { personId, ownerId: owner }, 'contact { id }');
  const input = { type: 'TASK', subject: 'Call', personId, assigneeId: owner };
  const { activity } = await sales.write('logActivity', input, 'activity { id }');
  const update = (name: string, changes: object) =>
    sales.as()(mutation(name, '__typename'), { input: changes });
  expect(codes(await update('updateContact', { id: contact.id, jobTitle: 'Boss' }))).toEqual(['FORBIDDEN']);
  expect(codes(await update('upsertContacts', { contacts: [{ personId, jobTitle: 'Boss' }] }))).toEqual([
    'FORBIDDEN',
  ]);
  expect(codes(await update('updateActivity', { id: activity.id, status: 'DONE' }))).toEqual(['FORBIDDEN']);
  const mine = sales.app.asActor({
    userId: stranger,
    organizationId: sales.app.organizationId,
    role: 'MEMBER',
    scopes: [],
  });
  await sales.write('updateContact', { id: contact.id, jobTitle: 'Boss' }, 'contact { id }', mine);
  await sales.write('updateActivity', { id: activity.id, status: 'DONE' }, 'activity { id }', mine);
});

test('a member deletes no deal, not even their own; a manager does, and what else happened stays', async () => {
  const { mine } = await sales.deals();
  const personId = encodeId('Person', randomUUID());
  const of = (more: object) => ({ type: 'NOTE', subject: 'N', dealId: mine, ...more });
  const { activity: kept } = await sales.write('logActivity', of({ personId }), 'activity { id }');
  const { activity: gone } = await sales.write('logActivity', of({}), 'activity { id }');
  expect(codes(await sales.as()(mutation('deleteDeal', 'deletedId'), { input: { id: mine } }))).toEqual([
    'FORBIDDEN',
  ]);
  expect((await sales.write('deleteDeal', { id: mine }, 'deletedId')).deletedId).toBe(mine);
  const { data } = await sales.manager(
    `query ($deal: ID!, $kept: ID!, $gone: ID!) { deal(id: $deal) { id } kept: activity(id: $kept) { person { id } version } gone: activity(id: $gone) { id } }`,
    { deal: mine, kept: kept.id, gone: gone.id },
  );
  expect(data).toEqual({ deal: null, kept: { person: { id: personId }, version: 2 }, gone: null });
});

test('a key does what is left to it and nothing else; reading is an action too', async () => {
  const { mine } = await sales.deals();
  const text = `query ($id: ID!) { deal(id: $id) { title stage { name } } }`;
  const reader = sales.as({ role: 'OWNER', narrowedTo: ['deal:read'] });
  const answer = await reader(text, { id: mine });
  expect(answer.data).toEqual({ deal: { title: 'mine', stage: null } });
  expect(answer.errors).toMatchObject([{ path: ['deal', 'stage'], extensions: { code: 'FORBIDDEN' } }]);
  expect(codes(await reader('{ contacts { totalCount } }'))).toEqual(['FORBIDDEN']);
  const update = { input: { id: mine, amount: '3' } };
  expect(codes(await reader(mutation('updateDeal', '__typename'), update))).toEqual(['FORBIDDEN']);
  const writer = sales.as({ role: 'OWNER', narrowedTo: ['deal:write'] });
  const written = await writer(mutation('updateDeal', 'deal { id }'), update);
  expect(written.data.updateDeal).toEqual({ deal: null, userErrors: [] });
  expect(written.errors).toMatchObject([{ path: ['updateDeal', 'deal'], extensions: { code: 'FORBIDDEN' } }]);
  const entity = { deals: [{ __typename: 'Deal', id: mine }] };
  const reference =
    'query ($deals: [_Any!]!) { _entities(representations: $deals) { ... on Deal { title } } }';
  expect(codes(await writer(reference, entity))).toEqual(['FORBIDDEN']);
  expect((await sales.as({ narrowedTo: ['*:read'] })(text, { id: mine })).errors).toBeUndefined();
});

test('whether somebody may, and by which rule, can be asked before', async () => {
  const { mine, theirs } = await sales.deals();
  const explain = async (actor: Partial<Actor>, entity: string | undefined, action: string) => {
    const text =
      'query ($e: ID!, $a: String!) { accessOf(entity: $e, action: $a) { isAllowed ground rule reason } }';
    return sales.as(actor)(text, { e: entity, a: action });
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

test('what was a team’s is its owner’s alone when the team is no more', async () => {
  const { ours } = await sales.deals();
  await sales.app.hear({ source: 'identity', type: 'team.deleted', subjectId: ourTeam, payload: {} });
  const { data } = await sales.manager(
    'query ($id: ID!) { deal(id: $id) { version team { id } owner { id } } }',
    {
      id: ours,
    },
  );
  expect(data.deal).toEqual({ version: 2, team: null, owner: { id: user(colleague) } });
  const input = { id: ours, amount: '2' };
  expect(codes(await sales.as()(mutation('updateDeal', '__typename'), { input }))).toEqual(['FORBIDDEN']);
});
