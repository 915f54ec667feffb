import { buildSchema, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { publicSeconds } from './public-seconds.js';

const schema = buildSchema(`
  enum CacheControlScope { PUBLIC PRIVATE }
  directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT
  type Query {
    countries: [Country!]! @cacheControl(maxAge: 60, scope: PUBLIC)
    currencies: [String!]! @cacheControl(maxAge: 10, scope: PUBLIC)
    unsaid: [String!]! @cacheControl(maxAge: 60)
    own: Country @cacheControl(maxAge: 60, scope: PRIVATE)
    plain: String
    rates: [Rate!]!
  }
  type Country {
    name: String!
    visits: Int @cacheControl(maxAge: 5, scope: PUBLIC)
    mine: Boolean @cacheControl(maxAge: 60, scope: PRIVATE)
    neighbours: [Country!]!
    near: [Country!]! @cacheControl(inheritMaxAge: true)
  }
  type Rate @cacheControl(maxAge: 20, scope: PUBLIC) { value: Int }
  type Mutation { touch: Country @cacheControl(maxAge: 60, scope: PUBLIC) }
`);

function seconds(text: string): number {
  const { definitions } = parse(text);
  const fragments = definitions.filter(
    ({ kind }) => kind === Kind.FRAGMENT_DEFINITION,
  ) as FragmentDefinitionNode[];
  const operation = definitions.find(
    ({ kind }) => kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;
  return publicSeconds(schema, operation, new Map(fragments.map((one) => [one.name.value, one])));
}

test.each([
  ['{ countries { name } }', 60],
  ['{ countries { name __typename } currencies }', 10],
  ['{ countries { visits } }', 5],
  ['{ rates { value } }', 20],
  ['{ countries { near { name } } }', 60],
  ['{ ...F } fragment F on Query { countries { name ... on Country { visits } } }', 5],
])('%s is the same for all, for as long as its shortest part', (text, expected) => {
  expect(seconds(text)).toBe(expected);
});

test.each([
  '{ own { name } }',
  '{ countries { name mine } }',
  '{ countries { neighbours { name } } }',
  '{ plain }',
  '{ countries { name } plain }',
  '{ unsaid }',
  '{ __typename }',
  '{ __schema { types { name } } }',
  '{ ...F countries { name } } fragment F on Query { own { name } }',
  'mutation { touch { name } }',
])('%s depends on who asks, or nothing says that it does not', (text) => {
  expect(seconds(text)).toBe(0);
});
