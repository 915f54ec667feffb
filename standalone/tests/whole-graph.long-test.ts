import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createLogger, httpEndpoint, roleOf } from '@kith/kernel';
import { asRole } from '@kith/kernel/testing';
import { type GraphQLField, type GraphQLObjectType, getNamedType, isLeafType, isObjectType } from 'graphql';
import { hundredPeople } from './hundred-people.js';
import { actor, graphOver, type InProcessGraph, startInProcess } from './in-process-graph.js';
import { isConnection, isPlain, nodeOf, schema } from './isolation/schema.js';

let graph: InProcessGraph;
beforeAll(async () => {
  graph = await startInProcess();
  await hundredPeople(graph);
});
afterAll(() => graph.stop());

const personQuery = readFileSync(path.resolve(__dirname, 'people.graphql'), 'utf8');

/** Pinned: a change of these numbers is a decision. */
const expectedCounts = { requests: 5, statements: 26 };

test.each([1, 20, 100])(
  'the Person query over %i people costs the same requests and statements',
  async (first) => {
    const { data, ...counts } = await graph.counted(personQuery, { first });
    expect(data.people.nodes).toHaveLength(first);
    for (const person of data.people.nodes)
      expect(JSON.stringify(person)).not.toMatch(
        /\[\]|"(company|customer|contact|subscriber|stage|product|definition)":null/,
      );
    expect(counts).toEqual(expectedCounts);
  },
);

/** An owner who has signed in, without which nobody has sessions. */
const user = { ...actor, userId: randomUUID() };

const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(
  (field) => isConnection(field) && isPlain(field),
);

test.each(lists.map((field) => [field.name, field] as const))(
  '%s costs the same for one row and for many, with all that their nodes have',
  async (name, field) => {
    const inner = everythingOf(nodeOf(getNamedType(field.type) as GraphQLObjectType), 2);
    const query = `query ($first: Int!) { ${name}(first: $first) { nodes { ${inner} } } }`;
    const { data: _, ...one } = await graph.counted(query, { first: 1 }, user);
    const { data: __, ...many } = await graph.counted(query, { first: 20 }, user);
    // One row may lack what others have, and then asks less; more than a statement for each kind of thing it cannot be.
    expect({ name, ...many }).toEqual({ name, ...one });
  },
);

/** A selection of every field that needs no argument, lists included, to a depth. */
function everythingOf(type: GraphQLObjectType, depth: number): string {
  const below = (field: GraphQLField<unknown, unknown>): string => {
    const named = getNamedType(field.type);
    if (isLeafType(named)) return field.name;
    if (!isObjectType(named) || depth === 0) return '';
    if (!isConnection(field)) return `${field.name} { ${everythingOf(named, depth - 1)} }`;
    return `${field.name}(first: 2) { totalCount nodes { ${everythingOf(nodeOf(named), depth - 1)} } }`;
  };
  return ['__typename', ...Object.values(type.getFields()).filter(isPlain).map(below)].join(' ');
}

test('one subgraph being down nulls its own fields and leaves the rest whole', async () => {
  const down = httpEndpoint({
    name: 'commerce',
    url: 'http://127.0.0.1:9',
    key: Buffer.alloc(32),
    timeoutMs: 1000,
    logger: createLogger('test', 'silent'),
  });
  const endpoints = graph.endpoints.map((endpoint) => (endpoint.name === 'commerce' ? down : endpoint));
  const { server: lame } = await graphOver(endpoints, 'silent');
  const query =
    '{ people(first: 1) { nodes { displayName customer { orderCount } orders { totalCount } contact { leadStatus } } } }';
  const { body } = await lame.executeOperation({ query }, { contextValue: { actor, requestId: 'test' } });
  if (body.kind !== 'single') throw new Error('not one answer');
  expect(JSON.parse(JSON.stringify(body.singleResult))).toMatchObject({
    data: {
      people: {
        nodes: [{ displayName: 'P0', customer: null, orders: null, contact: { leadStatus: 'NEW' } }],
      },
    },
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'commerce' } }],
  });
  await lame.stop();
  await down.close();
});

test('the role of one subgraph cannot look into the tables of another', async () => {
  const reaching = asRole(graph.databaseName, roleOf('crm', 'runtime'), (client) =>
    client.query('select * from commerce.product'),
  );
  await expect(reaching).rejects.toThrow('permission denied for schema commerce');
});
