import {
  buildSchema,
  execute,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isObjectType,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { type Random, randomOf } from '../../../kernel/src/testing/random.js';
import { pointsOf } from '../../src/admission/cost/cost.js';
import { costsOf } from '../../src/admission/cost/costs.js';
import { listSizeOf } from '../../src/admission/cost/weights.js';
import { Operations } from '../engine/operations.js';

const sdl = `
directive @cost(weight: String!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
type Query {
  items(first: Int): [Item!]! @listSize(slicingArguments: ["first"], assumedSize: 3, requireOneSlicingArgument: false)
  books(first: Int, last: Int): BookConnection! @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], assumedSize: 2, requireOneSlicingArgument: false)
  search(text: String! @cost(weight: "2.5")): [Result] @cost(weight: "4") @listSize(assumedSize: 3)
  item(id: ID!): Item
  author: Author!
}
type Mutation { retitle(id: ID!, title: String!): Item @cost(weight: "10") }
interface Item { id: ID! title: String genre: Genre related: [Item] }
type Book implements Item @cost(weight: "3") {
  id: ID! title: String @cost(weight: "0.5") genre: Genre related: [Item] @listSize(assumedSize: 2) author: Author
  pages(first: Int = 3): [Page!]! @listSize(slicingArguments: ["first"])
}
type Film implements Item { id: ID! title: String genre: Genre related: [Item] @listSize(assumedSize: 1) minutes: Int frames: [[Int!]!] @listSize(assumedSize: 1) }
type Author { id: ID! name: String books(first: Int): BookConnection @listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"], assumedSize: 2, requireOneSlicingArgument: false) best: Result }
type BookConnection { edges: [Edge!]! nodes: [Book!]! totalCount: Int! @cost(weight: "5") }
type Edge { cursor: String! node: Book! }
type Page { number: Int! text: String }
union Result = Book | Film | Author
enum Genre @cost(weight: "1") { FICTION SCIENCE }`;

/** A graph whose lists are as long as they may be or shorter, by chance, and whose objects are of any type that they may be. */
function graphBy(random: Random, isFull: boolean): GraphQLSchema {
  const schema = buildSchema(sdl);
  const isLess = () => !isFull && random.below(4) === 0;
  const value = (type: GraphQLOutputType, length: number): unknown => {
    const nullable = getNullableType(type) as GraphQLOutputType;
    if (nullable === type && isLess()) return null;
    if (isListType(nullable)) {
      const count = isFull ? length : random.below(length + 1);
      return Array.from({ length: count }, () => value(nullable.ofType, 1));
    }
    if (!isLeafType(nullable)) {
      const types = isAbstractType(nullable) ? schema.getPossibleTypes(nullable) : [nullable];
      return { __typename: random.of(types).name };
    }
    return { Int: 1, String: 'text', ID: 'id', Genre: 'FICTION' }[nullable.name];
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) resolveBy(field, value);
  }
  return schema;
}

type Source = { readonly length?: number } | undefined;

function resolveBy(
  field: GraphQLField<Source, unknown>,
  value: (type: GraphQLOutputType, length: number) => unknown,
): void {
  const size = listSizeOf(field as GraphQLField<unknown, unknown>);
  field.resolve = (source, { first, last }: { first?: number; last?: number }) => {
    const length = first ?? last ?? size?.assumedSize ?? source?.length ?? 0;
    const made = value(field.type, length);
    return size?.sizedFields.length && made ? { ...(made as object), length } : made;
  };
}

const operationsToRun = 1_000;

test.each([
  ['as long as they may be', true],
  ['shorter', false],
])('no estimate of 1,000 operations is below what they cost, where lists are %s', async (_, isFull) => {
  const random = randomOf(7);
  const schema = graphBy(random, isFull);
  const operations = new Operations(schema, random);
  let exact = 0;
  let costly = 0;
  for (let run = 0; run < operationsToRun; ) {
    const { query, variables } = operations.next();
    const document = parse(query);
    if (validate(schema, document).length > 0) continue;
    run++;
    const operation = document.definitions[0] as OperationDefinitionNode;
    const fragments = document.definitions.slice(1) as FragmentDefinitionNode[];
    const costs = costsOf(schema, operation, new Map(fragments.map((one) => [one.name.value, one])));
    const answer = await execute({
      schema,
      document,
      variableValues: variables,
      typeResolver: (object) => (object as { __typename: string }).__typename,
    });
    const [requested, actual] = [costs.estimate(variables), costs.actual(answer.data, variables)];
    expect({ query, variables, ...requested, isBelow: requested.fieldCost < actual.fieldCost }).toMatchObject(
      { isBelow: false },
    );
    expect({ query, variables, ...requested, isBelow: requested.typeCost < actual.typeCost }).toMatchObject({
      isBelow: false,
    });
    if (pointsOf(requested) === pointsOf(actual)) exact++;
    if (pointsOf(actual) > 10) costly++;
  }
  // Or nothing of it would say anything.
  expect(costly).toBeGreaterThan(operationsToRun / 10);
  if (isFull) expect(exact).toBeGreaterThan(operationsToRun / 4);
});
