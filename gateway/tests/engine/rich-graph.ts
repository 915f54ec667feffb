import { buildSubgraphSchema } from '@apollo/subgraph';
import type { SubgraphEndpoint } from '@kith/kernel';
import {
  type DocumentNode,
  execute,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isListType,
  isObjectType,
  isScalarType,
  parse,
  validate,
} from 'graphql';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@interfaceObject"])
`;

/** A graph that has everything that a plan can have: interfaces, unions, lists of lists, requires, provides, shared fields, enums. */
export const richSdls = {
  catalog: `${link}
type Query { items(first: Int): [Item!]! item(id: ID!): Item search(text: String!): [Result] grid: [[Cell!]] wall: [[Item]!]! genre: Genre }
type Mutation { addBook(title: String!): Book retitle(id: ID!, title: String!): Item! }
interface Item { id: ID! title: String! genre: Genre author: Author related: [Item] }
type Book implements Item @key(fields: "id") {
  id: ID! title: String! genre: Genre author: Author related: [Item] pages: Int! weight: Int size: Size @shareable
}
type Film implements Item @key(fields: "id") {
  id: ID! title: String! genre: Genre author: Author related: [Item] minutes: Int frames: [[Int!]!]
}
type Author @key(fields: "id") { id: ID! name: String @shareable books: [Book!] best: Result }
union Result = Book | Film | Author
type Cell { x: Int! y: Int item: Item }
type Size @shareable { width: Int height: Int! }
enum Genre { FICTION SCIENCE HIDDEN @inaccessible }`,
  reviews: `${link}
type Query { latest(first: Int): [Review] reviewer: User! }
type Book @key(fields: "id") { id: ID! reviews(first: Int = 2): [Review!]! rating: Float! size: Size @shareable }
type Film @key(fields: "id") { id: ID! reviews(first: Int = 2): [Review!]! }
type Review @key(fields: "id") { id: ID! text: String! stars: Int! by: User! @provides(fields: "nick") about: Subject }
union Subject = Book | Film
type User @key(fields: "id") { id: ID! nick: String @external reviews: [Review] }
type Size @shareable { width: Int height: Int! }`,
  people: `${link}
type Query { me: User people: [Someone!] }
interface Someone { id: ID! name: String }
type User implements Someone @key(fields: "id") {
  id: ID! name: String nick: String @shareable mood: Mood friends: [User!] groups: [[User]] active: Boolean!
}
type Author implements Someone @key(fields: "id") { id: ID! name: String @shareable born: Int! user: User }
enum Mood { GOOD BAD }`,
  shipping: `${link}
type Query { nextParcel: Parcel }
type Mutation { ship(id: ID!): Parcel! }
type Book @key(fields: "id") {
  id: ID! weight: Int @external size: Size @external
  shippingCost: Int @requires(fields: "weight") volume: Int! @requires(fields: "size { width height }")
}
type Film @key(fields: "id") { id: ID! minutes: Int @external shippingCost: Int @requires(fields: "minutes") }
type Size { width: Int @external height: Int! @external }
type Parcel { code: String! contents: [Goods!]! sender: User }
union Goods = Book | Film
type User @key(fields: "id") { id: ID! address: String }`,
};

/** What goes wrong, the same for whoever asks however: by what is asked for. */
export interface Faults {
  /** Of a thousand. */
  readonly nulls: number;
  readonly errors: number;
  readonly seed: number;
}

interface Thing {
  readonly __typename: string;
  readonly id: string;
}

/** A number that is the same for the same words. */
export function hash(...words: readonly (string | number)[]): number {
  let state = 2166136261;
  for (const letter of words.join('\n')) {
    state ^= letter.charCodeAt(0);
    state = Math.imul(state, 16777619);
  }
  state ^= state >>> 15;
  state = Math.imul(state, 0x2c1b3c6d);
  return (state ^ (state >>> 13)) >>> 0;
}

const mostThings = 6;

/** The subgraphs of the rich graph, in this process: every value follows from what is asked for. */
export function richSubgraphs(faults: () => Faults): SubgraphEndpoint[] {
  return Object.entries(richSdls).map(([name, sdl]) => {
    const schema = buildSubgraphSchema([{ typeDefs: parse(sdl) }]);
    const valueFor = (type: GraphQLOutputType, of: Thing, field: string, args: object): unknown => {
      const key = [of.__typename, of.id, field, JSON.stringify(args)];
      const nullable = getNullableType(type);
      if (isListType(nullable)) {
        const length = hash(...key) % 4;
        return Array.from({ length }, (_, index) => valueFor(nullable.ofType, of, `${field}.${index}`, args));
      }
      if (nullable === type && hash(faults().seed, ...key, 'null') % 1000 < faults().nulls) return null;
      return leafOf(nullable as GraphQLNamedType, key);
    };
    const leafOf = (type: GraphQLNamedType, key: readonly string[]): unknown => {
      const number = hash(...key);
      if (isEnumType(type)) return type.getValues()[number % type.getValues().length]?.name;
      if (isScalarType(type)) {
        if (type.name === 'Boolean') return number % 2 === 0;
        if (type.name === 'Float') return (number % 100) / 8;
        return type.name === 'Int' ? number % 1000 : `${type.name} ${number % 1000}`;
      }
      const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
      const { name: __typename } = possible[number % possible.length] as GraphQLNamedType;
      return { __typename, id: `${__typename}-${number % mostThings}` };
    };
    const resolve: GraphQLFieldResolver<Thing | undefined, unknown> = (source, args, _, info) => {
      const of = source ?? { __typename: info.parentType.name, id: 'root' };
      const { fieldName } = info;
      // Only fields that are asked for directly fail: what is there because others require it, is there.
      const key = [of.__typename, of.id, fieldName, JSON.stringify(args)];
      if (fieldName === 'id') return of.id;
      if (hash(faults().seed, ...key, 'error') % 1000 < faults().errors)
        throw new Error(`broken: ${of.__typename} ${of.id} ${fieldName}`);
      return valueFor(info.returnType, of, fieldName, args);
    };
    for (const type of Object.values(schema.getTypeMap())) {
      if (isInterfaceType(type) || type.name.startsWith('_')) continue;
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields()))
        if (!field.name.startsWith('_')) field.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
    }
    const entities = schema.getQueryType()?.getFields()['_entities'];
    if (entities)
      entities.resolve = (_, { representations }: { representations: Thing[] }) =>
        representations.map(({ __typename, id }) => {
          const key = [name, __typename, id];
          if (hash(faults().seed, ...key, 'error') % 1000 < faults().errors)
            return new Error(`broken: ${__typename} ${id} in ${name}`);
          return hash(faults().seed, ...key, 'null') % 1000 < faults().nulls ? null : { __typename, id };
        });
    // Many operations by chance ask a subgraph for the same.
    const documents = new Map<string, DocumentNode>();
    const documentOf = (query: string): DocumentNode => {
      const known = documents.get(query);
      if (known) return known;
      const document = parse(query);
      const errors = validate(schema, document);
      if (errors.length > 0) throw new Error(`${name} was sent nonsense: ${errors[0]?.message}\n${query}`);
      documents.set(query, document);
      return document;
    };
    return {
      name,
      async execute({ query, variables, operationName }) {
        const document = documentOf(query);
        const answer = await execute({
          schema,
          document,
          variableValues: variables,
          operationName,
          typeResolver: (value) => (value as Thing).__typename,
        });
        return JSON.parse(JSON.stringify(answer));
      },
    };
  });
}
