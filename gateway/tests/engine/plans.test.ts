import { type SmallGraph, smallGraph } from './small-graph.js';

const people = {
  sdl: `
type Query { me: Person people: [Person!]! pairs: [[Person!]!]! creature: Creature creatures: [Creature] down: Int broken: Int! }
type Mutation { rename(name: String!): Person! }
interface Creature { name: String }
type Person implements Creature @key(fields: "id") { id: ID! name: String born: Int! boss: Person pet: Pet height: Int box: Box @shareable }
type Pet implements Creature @key(fields: "id") { id: ID! name: String }
type Box @shareable { width: Int depth: Int }`,
  resolvers: (() => {
    const person = (id: number): object => ({
      id: String(id),
      name: `P${id}`,
      born: 1900 + id,
      height: 170 + id,
      boss: () => (id > 1 ? person(1) : null),
      pet: { id: '7', name: 'Rex' },
      box: { width: id, depth: 2 },
    });
    return {
      Query: {
        me: () => person(1),
        people: () => [person(1), person(2), person(3)],
        pairs: () => [[person(1), person(2)], [], [person(2)]],
        creature: () => ({ __typename: 'Pet', id: '7', name: 'Rex' }),
        creatures: () => [
          { __typename: 'Pet', id: '7', name: 'Rex' },
          { __typename: 'Person', ...person(2) },
        ],
        broken: () => {
          throw new Error('broken');
        },
      },
      Mutation: { rename: (_: unknown, { name }: { name: string }) => ({ ...person(1), name }) },
      Person: { __resolveReference: ({ id }: { id: string }) => (id === '0' ? null : person(Number(id))) },
    };
  })(),
};

const shop = {
  sdl: `
type Query { best: Order first: Order lost: Order }
type Person @key(fields: "id") {
  id: ID! height: Int @external box: Box @external
  orders(first: Int): [Order!] spent: Int! size: String @requires(fields: "height box { width }")
}
type Pet @key(fields: "id") { id: ID! toys: [String!] }
type Box { width: Int @external }
type Order @key(fields: "id") { id: ID! total: Int buyer: Person state: State secret: State }
enum State { OPEN PAID LOST @inaccessible }`,
  resolvers: {
    Query: {
      best: () => ({ id: '9', total: 90, buyer: { id: '2' } }),
      first: () => ({ id: '8', buyer: { id: '2' } }),
      lost: () => ({ id: '5', buyer: { id: '0' } }),
    },
    Person: {
      __resolveReference: (reference: { id: string }) => (reference.id === '3' ? null : reference),
      orders: ({ id }: { id: string }, { first = 2 }: { first?: number }) =>
        Array.from({ length: first }, (_, index) => ({ id: `${id}-${index}`, total: index, state: 'OPEN' })),
      spent: ({ id }: { id: string }) => {
        if (id === '2') throw new Error(`no figures of ${id}`);
        return Number(id) * 10;
      },
      size: ({ height, box }: { height: number; box: { width: number } }) => `${height}x${box.width}`,
    },
    Pet: { __resolveReference: ({ id }: { id: string }) => ({ id, toys: ['ball'] }) },
    Order: { secret: () => 'LOST' },
  },
};

let graph: SmallGraph;
beforeAll(async () => {
  graph = await smallGraph({ people, shop });
});
afterAll(() => graph.stop());

test('a fetch, and entities of another subgraph at every place of a list', async () => {
  expect(await graph.ask('{ people { name orders(first: 1) { id } } }')).toEqual({
    data: {
      people: [
        { name: 'P1', orders: [{ id: '1-0' }] },
        { name: 'P2', orders: [{ id: '2-0' }] },
        { name: 'P3', orders: null },
      ],
    },
  });
});

test('lists of lists', async () => {
  expect(await graph.ask('{ pairs { name orders(first: 1) { id } } }')).toEqual({
    data: {
      pairs: [
        [
          { name: 'P1', orders: [{ id: '1-0' }] },
          { name: 'P2', orders: [{ id: '2-0' }] },
        ],
        [],
        [{ name: 'P2', orders: [{ id: '2-0' }] }],
      ],
    },
  });
});

test('an entity that stands at several places is asked for once, and each place has its own', async () => {
  graph.asked.length = 0;
  const { data } = await graph.ask(
    '{ pairs { id orders(first: 1) { id } } people { boss { id orders(first: 1) { id } } } me { boss { spent } } }',
  );
  expect(data?.['people']).toEqual([
    { boss: null },
    { boss: { id: '1', orders: [{ id: '1-0' }] } },
    { boss: { id: '1', orders: [{ id: '1-0' }] } },
  ]);
  const [request] = graph.asked.filter(({ service }) => service === 'shop');
  expect(request?.variables).toEqual({
    representations_0: [
      { __typename: 'Person', id: '1' },
      { __typename: 'Person', id: '2' },
    ],
  });
});

test('what a field requires is fetched before, of another subgraph, nested fields too', async () => {
  expect(await graph.ask('{ best { buyer { size } } }')).toEqual({
    data: { best: { buyer: { size: '172x2' } } },
  });
});

test('abstract types: only those of the type are asked for', async () => {
  graph.asked.length = 0;
  expect(await graph.ask('{ creatures { name ... on Pet { toys } ... on Person { spent } } }')).toMatchObject(
    {
      data: { creatures: [{ name: 'Rex', toys: ['ball'] }, null] },
    },
  );
  expect(await graph.ask('{ creature { __typename name ... on Person { orders { id } } } }')).toEqual({
    data: { creature: { __typename: 'Pet', name: 'Rex' } },
  });
});

test('an error of an entity stands at each of its places, and nulls what it must', async () => {
  const { data, errors } = await graph.ask('{ pairs { id spent } me { id: name, spent } }');
  expect(data).toBeNull();
  expect(errors?.map(({ path, message }) => [path, message])).toEqual([
    [['pairs', 0, 1, 'spent'], 'no figures of 2'],
    [['pairs', 2, 0, 'spent'], 'no figures of 2'],
  ]);
  const nullable = await graph.ask('{ creatures { ... on Person { spent } } best { id buyer { spent } } }');
  expect(nullable.data).toEqual({ creatures: [{}, null], best: { id: '9', buyer: null } });
  expect(nullable.errors?.map(({ path }) => path?.join('.')).toSorted()).toEqual([
    'best.buyer.spent',
    'creatures.1.spent',
  ]);
});

test('a reference to what does not exist is null, and that is no error', async () => {
  const asked = await graph.ask('{ lost { id buyer { id born } } }');
  expect(asked).toEqual({ data: { lost: { id: '5', buyer: null } } });
  // Where no null may stand it is one.
  const { data, errors } = await graph.ask('{ people { spent } }');
  expect(data).toBeNull();
  expect(errors?.map(({ path }) => path)).toContainEqual(['people', 2]);
});

test('conditions: what is skipped is not asked for', async () => {
  const query = 'query ($no: Boolean = true) { me { name orders(first: 1) @skip(if: $no) { id } } }';
  expect(await graph.counted(query)).toEqual({ people: 1 });
  expect(await graph.counted(query, { no: false })).toEqual({ people: 1, shop: 1 });
  expect(await graph.ask(query)).toEqual({ data: { me: { name: 'P1' } } });
});

test('fields of one name under aliases, of two subgraphs and with other arguments', async () => {
  expect(
    await graph.ask(
      'query ($n: Int) { a: me { b: orders(first: $n) { id } c: orders(first: 0) { id } } me { d: name } }',
      {
        n: 1,
      },
    ),
  ).toEqual({ data: { a: { b: [{ id: '1-0' }], c: [] }, me: { d: 'P1' } } });
});

test('an enum value that clients do not know is null, with an error', async () => {
  expect(await graph.ask('{ best { total secret } }')).toMatchObject({
    data: { best: { total: 90, secret: null } },
    errors: [{ path: ['best', 'secret'], message: 'Invalid value found for field Order.secret.' }],
  });
});

test('mutations run one after the other, each with what follows from it', async () => {
  graph.asked.length = 0;
  expect(
    await graph.ask(
      'mutation { a: rename(name: "A") { name orders(first: 1) { id } } b: rename(name: "B") { name } }',
    ),
  ).toEqual({ data: { a: { name: 'A', orders: [{ id: '1-0' }] }, b: { name: 'B' } } });
  expect(graph.asked.map(({ service, query }) => `${service} ${query.split(/[ {(]/)[0]}`)).toEqual([
    'people mutation',
    'shop query',
  ]);
});

test('introspection beside data, with variables and fragments', async () => {
  const query = `query ($type: String!, $deep: Boolean!) { me { name } __schema { queryType { ...T } }
    t: __type(name: $type) { ...T fields @include(if: $deep) { name } } } fragment T on __Type { name kind }`;
  expect(await graph.ask(query, { type: 'Order', deep: false })).toEqual({
    data: {
      me: { name: 'P1' },
      __schema: { queryType: { name: 'Query', kind: 'OBJECT' } },
      t: { name: 'Order', kind: 'OBJECT' },
    },
  });
});

test('one failing fetch of several that travel together leaves the others whole', async () => {
  graph.asked.length = 0;
  expect(await graph.ask('{ me { name } broken }')).toMatchObject({
    data: null,
    errors: [{ path: ['broken'] }],
  });
  expect(
    await graph.ask('{ best { buyer { name } } first { buyer { boss { height } } } people { id } }'),
  ).toMatchObject({
    data: { best: { buyer: { name: 'P2' } }, first: { buyer: { boss: { height: 171 } } } },
  });
});

test('names that every object has inherited, and those that would change its kind, are names like others', async () => {
  expect(
    await graph.ask('{ constructor: me { __proto__: name toString: id } hasOwnProperty: down }'),
  ).toEqual({
    data: {
      constructor: JSON.parse('{ "__proto__": "P1", "toString": "1" }'),
      hasOwnProperty: null,
    },
  });
  expect(({} as { name?: string }).name).toBeUndefined();
});

test('a document that does not fit is refused with the code that says why', async () => {
  for (const [query, code] of [
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['{ nonsense }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query A { down } query B { down }', 'OPERATION_RESOLUTION_FAILURE'],
    ['query ($id: Int!) { me { orders(first: $id) { id } } }', 'BAD_USER_INPUT'],
  ] as const)
    expect((await graph.ask(query)).errors?.map(({ extensions }) => extensions['code'])).toEqual([code]);
});
