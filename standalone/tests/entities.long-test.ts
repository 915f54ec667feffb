import { randomUUID } from 'node:crypto';
import { type GraphQLObjectType, getNamedType } from 'graphql';
import { hundredPeople } from './hundred-people.js';
import { actor, type InProcessGraph, startInProcess } from './in-process-graph.js';
import { isConnection, isPlain, nodeOf, ownersOf, schema } from './isolation/schema.js';

let graph: InProcessGraph;
beforeAll(async () => {
  graph = await startInProcess();
  await hundredPeople(graph);
});
afterAll(() => graph.stop());

/** An owner who has signed in, without which nobody has sessions. */
const user = { ...actor, userId: randomUUID() };
const stranger = { ...user, organizationId: '01890a5d-ac96-774b-bcce-b302099a8058' };
const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(
  (field) => isConnection(field) && isPlain(field),
);

test('a reference that another organization knows is null to a stranger, at each subgraph that owns its type', async () => {
  const probed: string[] = [];
  for (const list of lists) {
    const { nodes } = (await graph.ask(`{ ${list.name}(first: 1) { nodes { id } } }`, {}, user))[list.name];
    if (nodes.length === 0) continue;
    const { name } = nodeOf(getNamedType(list.type) as GraphQLObjectType);
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${name} { id } } }`;
    const request = { query, variables: { of: [{ __typename: name, id: nodes[0].id }] } };
    for (const endpoint of graph.endpoints.filter((one) => ownersOf(name).includes(one.name))) {
      const [own, foreign] = await Promise.all(
        [user, stranger].map((who) => endpoint.execute(request, { actor: who, requestId: 'test' })),
      );
      expect(own).toMatchObject({ data: { _entities: [nodes[0]] } });
      expect(foreign).toMatchObject({ data: { _entities: [null] } });
      probed.push(name);
    }
  }
  expect(probed).toEqual(
    expect.arrayContaining(['Person', 'Company', 'Order', 'Deal', 'Subscriber', 'Contact']),
  );
});
