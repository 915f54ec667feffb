import {
  buildSchema,
  execute,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  parse,
  validate,
} from 'graphql';
import { compiled, executeCompiled } from './compiled.js';

const schema = buildSchema(`
  type Query { rack(width: Int = 2): Rack, racks(widths: [Int!]!): [Rack!]!, things: [Thing], none: Rack }
  interface Thing { name: String! }
  type Rack implements Thing { name: String!, width: Int, boxes(first: Int = 2): [Box!], above: Rack, must: Int!, where: String, fails: Int }
  type Box implements Thing { name: String!, weight: Float, in: Rack }
`);

let calls = 0;
const rack = (width: number | null) => ({
  __typename: 'Rack',
  name: () => `rack ${width}`,
  width,
  above: width && width > 1 ? new Promise((resolve) => setImmediate(() => resolve(rack(width - 1)))) : null,
});
const box = (weight: number, holder: unknown) => ({
  __typename: 'Box',
  name: Promise.resolve(`box ${weight}`),
  weight,
  in: holder,
});

function resolveWith(
  typeName: string,
  resolvers: Record<
    string,
    (source: never, args: never, context: never, info: GraphQLResolveInfo) => unknown
  >,
) {
  const fields = (schema.getType(typeName) as GraphQLObjectType).getFields();
  for (const [name, resolve] of Object.entries(resolvers))
    (fields[name] as { resolve?: unknown }).resolve = resolve;
}

resolveWith('Query', {
  rack: (_, { width }: { width: number }) => rack(width),
  racks: async (_, { widths }: { widths: number[] }) => widths.map((width) => Promise.resolve(rack(width))),
  things: () => [rack(1), null, Promise.resolve(box(1.5, rack(3)))],
});
resolveWith('Rack', {
  boxes(source: object, { first }: { first: number }) {
    calls++;
    return Array.from({ length: first }, (_, index) => box(index, source));
  },
  where: (_, __, ___, { path }) => JSON.stringify(path),
  fails() {
    throw new Error('It fails.');
  },
});
(schema.getType('Thing') as GraphQLInterfaceType).resolveType = ({ __typename }: { __typename: string }) =>
  __typename;

type Case = [query: string, variables: Record<string, unknown>];

async function both(query: string, variableValues: Record<string, unknown> = {}) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const args = { schema, document, variableValues };
  return {
    expected: await execute(args),
    own: await compiled(args)?.(args).catch(() => null),
    answer: await executeCompiled(args),
  };
}

test.each<Case>([
  ['{ rack { name width } }', {}],
  ['{ again: rack(width: 3) { above { n: name above { name above { name } } } } none { name } }', {}],
  ['query ($w: Int!) { rack(width: $w) { width } racks(widths: [$w, 7]) { name __typename } }', { w: 4 }],
  ['query ($w: Int) { rack(width: $w) { width } }', {}],
  [
    '{ things { __typename name ... on Box { weight in { ...R } } ...R } } fragment R on Rack { boxes { name } }',
    {},
  ],
  [
    '{ rack { boxes(first: 1) { name } ...R boxes(first: 1) { weight } } } fragment R on Rack { boxes(first: 1) { in { width } } }',
    {},
  ],
  [
    'query ($is: Boolean!) { rack { name @include(if: $is) width @skip(if: $is) boxes @include(if: $is) { name } } }',
    { is: true },
  ],
  [
    'query ($is: Boolean!) { rack { name @include(if: $is) width @skip(if: $is) boxes @include(if: $is) { name } } }',
    { is: false },
  ],
  [
    'query ($is: Boolean!) { rack { ... @include(if: $is) { above { name } } above { width } } }',
    { is: false },
  ],
  ['{ rack { name @skip(if: true) width @include(if: true) } }', {}],
])('%s is answered as graphql-js does', async (query, variables) => {
  const { expected, own } = await both(query, variables);
  expect(expected.errors).toBeUndefined();
  expect(own).toEqual(expected);
  expect(JSON.stringify(own)).toBe(JSON.stringify(expected));
});

test.each<Case>([
  ['{ rack { must } }', {}],
  ['{ rack { name fails } none { name } }', {}],
  ['{ rack { where } }', {}],
  ['query ($w: Int!) { rack(width: $w) { width } }', {}],
  ['query ($w: Int!) { rack(width: $w) { width } }', { w: 'wide' }],
  ['{ rack { __proto__: width } }', {}],
  ['{ __schema { queryType { name } } }', {}],
  ['query A { rack { name } } query B { none { name } }', {}],
])('%s is left to graphql-js', async (query, variables) => {
  const { expected, own, answer } = await both(query, variables);
  expect(own ?? null).toBeNull();
  expect(JSON.stringify(answer)).toBe(JSON.stringify(expected));
});

test('what a resolver promises in vain, after its query has failed, is nobody’s failure', async () => {
  const late = Promise.withResolvers<never>();
  const document = parse('{ none { name } rack { fails above { name } } }');
  resolveWith('Query', { none: () => late.promise });
  const run = compiled({ schema, document });
  await expect(run?.({ schema, document })).rejects.toThrow('It fails.');
  late.reject(new Error('Too late'));
  await new Promise((resolve) => setImmediate(resolve));
  resolveWith('Query', { none: () => null });
});

test('a mutation is run by graphql-js, and a resolver of a query once for each object', async () => {
  expect(compiled({ schema, document: parse('mutation { no }') })).toBeNull();
  const document = parse('{ racks(widths: [1, 2, 3]) { boxes(first: 1) { name } } }');
  calls = 0;
  await executeCompiled({ schema, document });
  expect(calls).toBe(3);
});
