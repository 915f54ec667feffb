import { randomUUID } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { encodeId } from '@kith/kernel';
import type { Ask } from '@kith/kernel/testing';
import { codes, me, mutation, openSales, type Sales, stranger, user, whose } from './sales.js';

let sales: Sales;
beforeAll(async () => {
  sales = await openSales();
});
afterAll(() => sales.app.stop());

const seenText = `query ($deals: [_Any!]!, $stage: ID!, $own: ID!, $theirs: ID!, $at: DateTime!) {
  deals(first: 100, filter: { stageId: { eq: $stage } }) { totalCount nodes { title } }
  own: deal(id: $own) { title history { property } }
  theirs: deal(id: $theirs) { title }
  _entities(representations: $deals) { ... on Deal { title } }
}`;

test('where an organization lets members read their own alone, nothing shows them the rest, now or in the past', async () => {
  const pipeline = await sales.write(
    'createPipeline',
    { name: randomUUID(), stages: [{ name: 'New' }] },
    'pipeline { stages { id } }',
  );
  const stage = pipeline.pipeline.stages[0].id;
  const ids: Record<string, string> = {};
  for (const [title, owner] of Object.entries(whose))
    ids[title] = (
      await sales.write('createDeal', { title, amount: '1', stageId: stage, ...owner }, 'deal { id }')
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
    expect(await seen(sales.as(), text)).toEqual(all);
    expect(await seen(sales.as({ reach: 'TEAM' }), text)).toEqual(['mine', 'ours', 'nobodys']);
    expect(await seen(sales.as({ reach: 'OWN' }), text)).toEqual(['mine', 'nobodys']);
    expect(await seen(sales.as({ reach: 'OWN', role: 'MANAGER' }), text)).toEqual(all);
  }
  // Who gets a deal sees its past, and who gave it away does not.
  await sales.write('updateDeal', { id: ids['mine'], ownerId: user(stranger) }, 'deal { id }');
  const asMe = sales.as({ reach: 'OWN' });
  const history = 'query ($id: ID!, $at: DateTime!) @asOf(at: $at) { deal(id: $id) { title } }';
  expect((await asMe(history, { id: ids['mine'], at })).data).toEqual({ deal: null });
  const asStranger = sales.as({ userId: stranger, teamIds: [], reach: 'OWN' });
  expect((await asStranger(history, { id: ids['mine'], at })).data).toEqual({ deal: { title: 'mine' } });
});

test('what happened around a deal is read with the deal, and by who has to do it', async () => {
  const { mine, theirs } = await sales.deals();
  const companyId = encodeId('Company', randomUUID());
  const log = async (dealId: string | undefined, more = {}) =>
    sales.write(
      'logActivity',
      { type: 'TASK', subject: 'Call', companyId, dealId, ...more },
      'activity { id }',
    );
  await log(mine);
  await log(theirs);
  await log(theirs, { assigneeId: user(me) });
  const text = 'query ($id: ID!) { activities(filter: { companyId: { eq: $id } }) { totalCount } }';
  const count = async (ask: Ask) => {
    const { data, errors } = await ask(text, { id: companyId });
    expect(errors).toBeUndefined();
    return data.activities.totalCount;
  };
  expect(await count(sales.as())).toBe(3);
  expect(await count(sales.as({ reach: 'OWN' }))).toBe(2);
  const onTheirs = { input: { type: 'NOTE', subject: 'N', dealId: theirs } };
  expect(codes(await sales.as({ reach: 'OWN' })(mutation('logActivity', '__typename'), onTheirs))).toEqual([
    'FORBIDDEN',
  ]);
});

test('what they do not read is not there to be changed, and what they would not read any more is not given away', async () => {
  const { mine, theirs } = await sales.deals();
  const ask = sales.as({ reach: 'OWN' });
  const hidden = await ask(mutation('updateDeal', '__typename'), { input: { id: theirs, amount: '2' } });
  expect(hidden.data.updateDeal.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
  const given = { input: { id: mine, ownerId: user(stranger) } };
  expect(codes(await ask(mutation('updateDeal', '__typename'), given))).toEqual(['FORBIDDEN']);
  const made = { input: { title: 'D', amount: '1', stageId: sales.stageId, ownerId: user(stranger) } };
  expect(codes(await ask(mutation('createDeal', '__typename'), made))).toEqual(['FORBIDDEN']);
  await sales.write('updateDeal', { id: mine, ownerId: user(stranger) }, 'deal { id }', sales.as());
});

test('of what they do not read they hear nothing, neither that it changed nor that it is no more', async () => {
  const { mine, theirs } = await sales.deals();
  const actor = { userId: me, organizationId: sales.app.organizationId, role: 'MEMBER' as const, scopes: [] };
  const opened = await sales.app.endpoint.subscribe?.(
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
  for (const id of [theirs, mine]) await sales.write('updateDeal', { id, amount: '5' }, 'deal { id }');
  expect(await next()).toEqual({ type: 'UPDATED', deal: { title: 'mine' } });
  for (const id of [theirs, mine]) await sales.write('deleteDeal', { id }, 'deletedId');
  expect(await next()).toEqual({ type: 'DELETED', deal: null });
  await sales.write('createDeal', { title: 'last', amount: '1', stageId: sales.stageId }, 'deal { id }');
  expect(await next()).toEqual({ type: 'CREATED', deal: { title: 'last' } });
  await opened.return?.();
});

test('who reads little costs as many statements as who reads all', async () => {
  await sales.deals();
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
  const all = await count(sales.as());
  expect(all).toBeGreaterThan(3);
  expect(await count(sales.as({ reach: 'OWN' }))).toBe(all);
});
