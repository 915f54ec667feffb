import { randomUUID } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Ask, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { marketing } from '../src/index.js';
import {
  addingMembers,
  creatingSegment,
  done,
  group,
  newPerson,
  people,
  segment,
  subscribing,
} from './audience.js';

let app: TestSubgraph;
let manager: Ask;
beforeAll(async () => {
  app = await testSubgraph(marketing);
  manager = app.as('MANAGER');
});
afterAll(() => app.stop());

describe('a segment', () => {
  test('takes each person once and lets them go once', async () => {
    const segmentId = await segment(manager);
    const personIds = [newPerson(), newPerson(), newPerson()];
    await done(manager, addingMembers, { segmentId, personIds: [...personIds, personIds[0]] });
    expect((await done(manager, addingMembers, { segmentId, personIds })).segment).toEqual({
      memberCount: 3,
    });
    const removing =
      'mutation ($input: RemoveSegmentMembersInput!) { removeSegmentMembers(input: $input) { segment { memberCount members { totalCount nodes { person { id } } } } userErrors { code } } }';
    await done(manager, removing, { segmentId, personIds: [personIds[1]] });
    const { members, memberCount } = (await done(manager, removing, { segmentId, personIds: [personIds[1]] }))
      .segment;
    expect(memberCount).toBe(2);
    expect(members.totalCount).toBe(2);
    expect(members.nodes.map((node: { person: { id: string } }) => node.person.id).sort()).toEqual(
      [personIds[0], personIds[2]].sort(),
    );
  });

  test('is found by its id, and has a name that no other has', async () => {
    const id = await segment(manager);
    const { name } = (await manager('query ($id: ID!) { segment(id: $id) { name } }', { id })).data.segment;
    const { data } = await manager(creatingSegment, { input: { name } });
    expect(data.createSegment).toEqual({ segment: null, userErrors: [{ code: 'UNIQUE', path: ['name'] }] });
  });

  test("takes at most 250 people at a time, and none of another organization's segment", async () => {
    const segmentId = await segment(manager);
    const personIds = Array.from({ length: 251 }, newPerson);
    const { errors } = await manager(addingMembers, { input: { segmentId, personIds } });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const { data } = await app.as('MEMBER', randomUUID())(addingMembers, {
      input: { segmentId, personIds: personIds.slice(1) },
    });
    expect(data.addSegmentMembers).toEqual({
      segment: null,
      userErrors: [{ code: 'NOT_FOUND', path: ['segmentId'] }],
    });
  });
});

describe('a person', () => {
  const selection =
    'subscriber { groups { name status group { id } } externalIds { id } } segments(first: 2) { totalCount nodes { name memberCount } pageInfo { endCursor } }';

  test('sees the segments that they are in, page by page', async () => {
    const person = newPerson();
    const ids = [await segment(manager), await segment(manager), await segment(manager)];
    for (const segmentId of ids)
      await done(manager, addingMembers, { segmentId, personIds: [person, newPerson()] });
    const [{ segments: first }] = await people(manager, [person], selection);
    expect(first).toMatchObject({ totalCount: 3, nodes: [{ memberCount: 2 }, { memberCount: 2 }] });
    const [{ segments: second }] = await people(
      manager,
      [person],
      `segments(first: 2, after: "${first.pageInfo.endCursor}") { nodes { id name } }`,
    );
    expect(new Set([...first.nodes, ...second.nodes].map((node: { name: string }) => node.name)).size).toBe(
      3,
    );
  });

  test('costs as many statements as fifty', async () => {
    const { id: groupId } = await group(manager);
    const segmentId = await segment(manager);
    const ids = Array.from({ length: 50 }, newPerson);
    for (const personId of ids) await done(manager, subscribing, { personId, groupId });
    await done(manager, addingMembers, { segmentId, personIds: ids });
    const cost = async (some: string[]) => {
      const texts: string[] = [];
      const note = (message: unknown) => texts.push((message as { text: string }).text);
      subscribe('kith:statement', note);
      const answers = await people(manager, some, selection);
      unsubscribe('kith:statement', note);
      expect(answers).toHaveLength(some.length);
      for (const answer of answers)
        expect(answer).toMatchObject({
          subscriber: { groups: [{ status: 'SUBSCRIBED' }] },
          segments: { totalCount: 1 },
        });
      return texts.filter((text) => text.startsWith('select')).length;
    };
    const one = await cost(ids.slice(0, 1));
    expect(one).toBe(7);
    expect(await cost(ids)).toBe(one);
  });

  test('who was never written to has no subscriber and no segments, in their organization or another', async () => {
    const person = newPerson();
    const nothing = [{ subscriber: null, segments: { totalCount: 0, nodes: [] } }];
    const asked = 'subscriber { id } segments { totalCount nodes { id } }';
    expect(await people(manager, [person], asked)).toEqual(nothing);
    await done(manager, subscribing, { personId: person, groupId: (await group(manager)).id });
    await done(manager, addingMembers, { segmentId: await segment(manager), personIds: [person] });
    expect((await people(manager, [person], asked))[0].segments.totalCount).toBe(1);
    expect(await people(app.as('OWNER', randomUUID()), [person], asked)).toEqual(nothing);
  });
});
