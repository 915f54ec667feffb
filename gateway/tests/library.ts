import { ApolloGateway } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  createLogger,
  encodeId,
  RequestError,
  type RequestOrigin,
  type SubgraphEndpoint,
} from '@kith/kernel';
import { graphql, parse } from 'graphql';

// It would send figures of this process to Apollo.
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
`;
const node = `
"""Anything with an id of its own."""
interface Node {
  """Opaque, prefixed with the type, ordered by time of creation."""
  id: ID!
}
`;

/** A small graph of two subgraphs: books, and what readers say of them. */
export const sdls = {
  shelf: `${link}
type Query { books: [Book!]! who: String broken: Int secret: Int size(of: Int!): Int }
type Book implements Node @key(fields: "id") { id: ID! title: String! }
${node}`,
  readers: `${link}
type Query { review: Review }
type Book @key(fields: "id") { id: ID! stars: Int }
type Review implements Node @key(fields: "id") { id: ID! text: String! }
${node}`,
};

export const bookId = encodeId('Book', '01890000-0000-7000-8000-000000000001');
export const poisonedBookId = encodeId('Book', '01890000-0000-7000-8000-000000000002');
export const unknownBookId = encodeId('Book', '01890000-0000-7000-8000-000000000003');
export const reviewId = encodeId('Review', '01890000-0000-7000-8000-000000000004');

const shelfResolvers = {
  Query: {
    books: () => [{ id: bookId, title: 'Emma' }],
    who: (_: unknown, __: unknown, { actor, requestId }: RequestOrigin) => `${actor?.role} ${requestId}`,
    broken: () => {
      throw new Error('password=hunter2');
    },
    secret: () => {
      throw new RequestError('FORBIDDEN', 'secret needs the role OWNER', { needed: 'OWNER' });
    },
    size: (_: unknown, { of }: { of: number }) => of,
  },
  Book: {
    __resolveReference: async ({ id }: { id: string }) => {
      if (id === poisonedBookId)
        throw new RequestError('SUBGRAPH_UNAVAILABLE', 'shelf cannot reach its database');
      return id === bookId ? { id, title: 'Emma' } : null;
    },
  },
};

const readersResolvers = {
  Query: { review: () => ({ id: reviewId, text: 'Good' }) },
  Book: { __resolveReference: ({ id }: { id: string }) => ({ id, stars: 4 }) },
  Review: { __resolveReference: ({ id }: { id: string }) => (id === reviewId ? { id, text: 'Good' } : null) },
};

function endpoint(name: keyof typeof sdls, resolvers: object): SubgraphEndpoint {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdls[name]), resolvers: resolvers as never }]);
  return {
    name,
    execute: ({ query, variables, operationName }, origin) =>
      graphql({ schema, source: query, variableValues: variables, operationName, contextValue: origin }),
  };
}

export const shelf = endpoint('shelf', shelfResolvers);
export const readers = endpoint('readers', readersResolvers);

/** The subgraphs composed to one graph. */
export async function compose(subgraphs: Readonly<Record<string, string>>): Promise<string> {
  const localServiceList = Object.entries(subgraphs).map(([name, sdl]) => ({
    name,
    url: 'http://in-process',
    typeDefs: parse(sdl),
  }));
  const gateway = new ApolloGateway({ localServiceList, logger: createLogger('test', 'silent') });
  return new Promise((resolve, reject) => {
    gateway.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => resolve(coreSupergraphSdl));
    gateway.load().then(() => gateway.stop(), reject);
  });
}
