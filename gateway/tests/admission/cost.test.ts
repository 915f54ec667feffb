import { buildSchema, type FragmentDefinitionNode, type OperationDefinitionNode, parse } from 'graphql';
import type { Cost } from '../../src/admission/cost/cost.js';
import { costsOf } from '../../src/admission/cost/costs.js';

const directives = `
directive @cost(weight: String!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
`;

function costs(sdl: string, query: string) {
  const schema = buildSchema(directives + sdl);
  const { definitions } = parse(query);
  const fragments = definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === 'FragmentDefinition',
  );
  const operation = definitions.find(({ kind }) => kind === 'OperationDefinition') as OperationDefinitionNode;
  return costsOf(schema, operation, new Map(fragments.map((fragment) => [fragment.name.value, fragment])));
}

const estimated = (sdl: string, query: string, variables = {}): Cost => costs(sdl, query).estimate(variables);

describe('the examples of the specification', () => {
  const users = `
    type User { name: String age: Int @cost(weight: "2.0") }
    type Query { users(max: Int): [User] @listSize(slicingArguments: ["max"]) }`;

  test('an estimate is 11 for five users, and what three of them took is 7', () => {
    const { estimate, actual } = costs(users, 'query Example { users(max: 5) { age } }');
    expect(estimate({})).toEqual({ fieldCost: 11, typeCost: 6 });
    const answer = { users: [{ age: 33 }, { age: 45 }, { age: 27 }] };
    expect(actual(answer, {})).toEqual({ fieldCost: 7, typeCost: 4 });
  });

  const filter = `
    input Filter { field: Boolean }
    type Query { topProducts(filter: Filter @cost(weight: "15.0")): [String] @cost(weight: "5.0") @listSize(assumedSize: 10) }`;
  const approx = `
    input Approximate { field: Boolean }
    type Product { field: Boolean }
    type Query { mostPopularProduct(approx: Approximate @cost(weight: "-3.0")): Product @cost(weight: "5.0") }`;
  const inputField = `
    input Approximate { field: Boolean }
    input Filter { approx: Approximate @cost(weight: "-12.0") }
    type Query { topProducts(filter: Filter @cost(weight: "15.0")): [String] @cost(weight: "5.0") @listSize(assumedSize: 10) }`;
  const directive = `
    directive @approx(tolerance: Float! @cost(weight: "-1.0")) on FIELD
    type Query { example: [String] @cost(weight: "5.0") }`;

  test.each([
    ['a field', filter, '{ topProducts }', 5],
    ['an argument', filter, '{ topProducts(filter: { field: true }) }', 20],
    ['a field without its argument', approx, '{ mostPopularProduct { field } }', 5],
    ['an argument that spares work', approx, '{ mostPopularProduct(approx: { field: true }) { field } }', 2],
    [
      'an input field that spares work',
      inputField,
      '{ topProducts(filter: { approx: { field: true } }) }',
      8,
    ],
    ['the argument of a directive', directive, '{ example @approx(tolerance: 0) }', 4],
  ])('%s', (_, sdl, query, expected) => expect(estimated(sdl, query).fieldCost).toBe(expected));

  test('a slicing argument is as long as it says, its default as if it were given, and of two the larger counts', () => {
    const sdl = `type Query {
      users(max: Int!): [User] @listSize(slicingArguments: ["max"])
      some(max: Int = 4): [User] @listSize(slicingArguments: ["max"])
      films(first: Int, last: Int): [User] @listSize(slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
    }
    type User { name: String }`;
    expect(estimated(sdl, '{ users(max: 7) { name } }').typeCost).toBe(8);
    expect(estimated(sdl, '{ some { name } }').typeCost).toBe(5);
    expect(estimated(sdl, '{ films(first: 2, last: 3) { name } }').typeCost).toBe(4);
    expect(estimated(sdl, 'query ($n: Int!) { users(max: $n) { name } }', { n: 9 }).typeCost).toBe(10);
    expect(estimated(sdl, 'query ($n: Int = 6) { some(max: $n) { name } }').typeCost).toBe(7);
    expect(estimated(sdl, 'query ($n: Int) { some(max: $n) { name } }').typeCost).toBe(5);
    expect(estimated(sdl, '{ users(max: -7) { name } }').typeCost).toBe(1);
  });

  test('the sizes of a connection are those of its sized fields', () => {
    const sdl = `
      type FilmEdge { cursor: ID node: Film }
      type Film { title: String }
      type FilmConnection { edges: [FilmEdge] pageInfo: PageInfo }
      type PageInfo { hasNextPage: Boolean }
      type Query { films(first: Int, after: ID, last: Int, before: ID): FilmConnection
        @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges"]) }`;
    const query = '{ films(first: 10) { edges { cursor node { title } } pageInfo { hasNextPage } } }';
    // Query, its connection, ten edges with their films, and the page info; `films`, `edges`, ten times `node`, `pageInfo`.
    expect(estimated(sdl, query)).toEqual({ fieldCost: 13, typeCost: 23 });
  });

  test('one slicing argument is asked for where it must be', () => {
    const sdl = `type Query { users(max: Int, first: Int): [String] @listSize(slicingArguments: ["max", "first"]) }`;
    for (const query of ['{ users }', '{ users(max: 1, first: 1) }'])
      expect(() => estimated(sdl, query)).toThrow('users takes exactly one of max, first');
  });
});

describe('the examples that other gateways count by', () => {
  const list = (directive: string) => `
    type Example { field1: Boolean! field2: Int! }
    type Query { examples(limit: Int): [Example!]! ${directive} }`;
  const sliced = '@listSize(slicingArguments: ["limit"], assumedSize: 10, requireOneSlicingArgument: false)';

  test.each([
    [
      'a slicing argument',
      list('@listSize(slicingArguments: ["limit"])'),
      '{ examples(limit: 10) { field1 } }',
    ],
    ['the assumed size where it is null', list(sliced), '{ examples(limit: null) { field1 } }'],
    ['the assumed size where it is not there', list(sliced), '{ examples { field1 field2 } }'],
  ])('%s: eleven objects by one field', (_, sdl, query) =>
    expect(estimated(sdl, query)).toEqual({ fieldCost: 1, typeCost: 11 }),
  );

  test('connections within connections: 253 objects', () => {
    const sdl = `
      type Query { examples1(first: Int, last: Int): Examples1Connection @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"]) }
      type Example1 { field1: Boolean! field2(first: Int, last: Int): Examples2Connection @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges"]) }
      type Example2 { field1: Boolean! field2: Int! }
      type Examples1Connection { pageInfo: PageInfo! edges: [Examples1Edge!] nodes: [Example1!] }
      type Examples2Connection { pageInfo: PageInfo! edges: [Examples2Edge!] nodes: [Example2!] }
      type Examples1Edge { cursor: String! node: Example1! }
      type Examples2Edge { cursor: String! node: Example2! }
      type PageInfo { hasNextPage: Boolean! }`;
    const query = `{ examples1(first: 10) {
      pageInfo { hasNextPage }
      edges { node { field1 field2(first: 10) { pageInfo { hasNextPage } edges { node { field1 field2 } } } } }
      nodes { field1 } } }`;
    // 1 Query, 1 connection, 1 page info, 10 edges, 10 nodes, 10 connections, 10 page infos, 100 edges, 100 nodes, and 10 nodes beside.
    expect(estimated(sdl, query).typeCost).toBe(253);
  });

  test('weights of scalars, enums and objects: each value that there may be', () => {
    const sdl = `
      scalar ExpensiveInt @cost(weight: "30")
      enum AorB @cost(weight: "15") { A B }
      type Expensive @cost(weight: "40") { id: ID }
      input Costly { some: Int @cost(weight: "20") }
      type Query { a: ExpensiveInt b: AorB c: Expensive d(arg: Int @cost(weight: "10")): Int e(input: Costly): Int }`;
    const query = 'query ($input: Costly) { a b c { id } d(arg: 1) e(input: $input) }';
    const { estimate, actual } = costs(sdl, query);
    // The argument of `e` has fields, so it weighs 1 itself.
    expect(estimate({ input: { some: 10 } })).toEqual({
      fieldCost: 1 + 10 + 1 + 20,
      typeCost: 1 + 30 + 15 + 40,
    });
    expect(actual({ a: 1, b: null, c: null, d: 1, e: 1 }, {})).toEqual({
      fieldCost: 1 + 10 + 1,
      typeCost: 1 + 30,
    });
  });
});

describe('an estimate', () => {
  const sdl = `
    interface Item { id: ID related: [Item] @listSize(assumedSize: 2) }
    type Book implements Item @cost(weight: "5") { id: ID related: [Item] @listSize(assumedSize: 2) pages: [Page] @listSize(assumedSize: 3) }
    type Film implements Item { id: ID related: [Item] @listSize(assumedSize: 2) }
    type Page { text: String }
    type Query { item: Item list: [Item] many: [[Page]] }`;

  test('of an interface takes the type that costs most, and what an answer says of its types', () => {
    const { estimate, actual } = costs(sdl, '{ item { __typename id ... on Book { pages { text } } } }');
    expect(estimate({})).toEqual({ fieldCost: 2, typeCost: 1 + 5 + 3 });
    expect(actual({ item: { __typename: 'Film', id: '1' } }, {})).toEqual({ fieldCost: 1, typeCost: 2 });
    const book = { __typename: 'Book', id: '1', pages: [{ text: '' }] };
    expect(actual({ item: book }, {})).toEqual({ fieldCost: 2, typeCost: 7 });
  });

  test('counts once what is selected twice, and nothing that is skipped', () => {
    const query =
      'query ($no: Boolean = true) { item { id } ...F item @skip(if: $no) { related { id } } } fragment F on Query { item { id } }';
    expect(estimated(sdl, query)).toEqual({ fieldCost: 1, typeCost: 6 });
    expect(estimated(sdl, query, { no: false })).toEqual({ fieldCost: 2, typeCost: 16 });
  });

  test('of lists of which nothing is said is high, and never too high to be a number', () => {
    expect(estimated(sdl, '{ many { text } }').typeCost).toBe(1_000_001);
    let below = '{ id }';
    for (let depth = 0; depth < 60; depth++) below = `{ related ${below} }`;
    const { typeCost } = estimated(sdl, `{ list ${below} }`);
    expect(Number.isFinite(typeCost)).toBe(true);
    expect(typeCost).toBeGreaterThan(1_000_000);
  });
});
