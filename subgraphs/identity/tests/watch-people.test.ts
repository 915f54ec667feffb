import { type Ask, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import type { ExecutionResult } from 'graphql';
import { identity } from '../src/index.js';

let app: TestSubgraph;
let manager: Ask;
beforeAll(async () => {
  app = await testSubgraph(identity);
  manager = app.as('MANAGER');
});
afterAll(() => app.stop());

async function person(displayName: string): Promise<string> {
  const { data } = await manager(
    'mutation ($n: String!) { createPerson(input: { displayName: $n }) { person { id } } }',
    { n: displayName },
  );
  return data.createPerson.person.id;
}

const rename = (id: string, displayName: string) =>
  manager(
    'mutation ($id: ID!, $n: String!) { updatePerson(input: { id: $id, displayName: $n }) { person { id } } }',
    { id, n: displayName },
  );

interface Sent {
  readonly personChanged: {
    readonly type: string;
    readonly person: { readonly id: string; readonly displayName: string };
  };
}

/** Watches a person, from when it has begun; `next` answers whom it is told of. */
async function watch(id: string) {
  const { organizationId } = app;
  const opened = await app.endpoint.subscribe?.(
    {
      query: 'subscription ($id: ID) { personChanged(id: $id) { type person { id displayName } } }',
      variables: { id },
      extensions: { marks: true },
    },
    { actor: { userId: null, organizationId, role: 'VIEWER', scopes: [] }, requestId: 'test' },
  );
  if (!opened || !(Symbol.asyncIterator in opened)) throw new Error(JSON.stringify(opened));
  const answers = opened as AsyncIterableIterator<ExecutionResult<Sent>>;
  await answers.next();
  return {
    async next() {
      const { value } = await answers.next();
      return (value as ExecutionResult<Sent>).data?.personChanged.person;
    },
    end: async () => answers.return?.(),
  };
}

test('whoever watches somebody who is found to be somebody else watches them both, until they are parted', async () => {
  const [ann, anna, bea] = [await person('Ann'), await person('Anna'), await person('Bea')];
  const [ofAnn, ofAnna] = [await watch(ann), await watch(anna)];
  const { data } = await manager(
    'mutation ($s: ID!, $o: [ID!]!) { mergePeople(input: { survivorId: $s, otherIds: $o }) { merge { id } userErrors { message } } }',
    { s: ann, o: [anna] },
  );
  expect(data.mergePeople.userErrors).toEqual([]);
  for (const watching of [ofAnn, ofAnna])
    expect(await watching.next()).toEqual({ id: ann, displayName: 'Ann' });
  await rename(bea, 'Beate');
  await rename(ann, 'Ann!');
  for (const watching of [ofAnn, ofAnna])
    expect(await watching.next()).toEqual({ id: ann, displayName: 'Ann!' });
  await manager('mutation ($m: ID!) { unmergePeople(input: { mergeId: $m }) { merge { id } } }', {
    m: data.mergePeople.merge.id,
  });
  for (const watching of [ofAnn, ofAnna]) await watching.next();
  await rename(anna, 'Anna!');
  await rename(ann, 'Ann?');
  expect(await ofAnna.next()).toEqual({ id: anna, displayName: 'Anna!' });
  expect(await ofAnn.next()).toEqual({ id: ann, displayName: 'Ann?' });
  await Promise.all([ofAnn.end(), ofAnna.end()]);
});
