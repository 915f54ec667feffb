import { type SmallGraph, smallGraph } from './small-graph.js';

const review = (id: number) => ({ id: String(id), body: `Review ${id}` });
const productOf = ({ id }: { id: string }) => ({ upc: String((Number(id) % 3) + 1) });
const authorOf = ({ id }: { id: string }) => ({ id: String((Number(id) % 2) + 1) });

/** The shape that gateways are usually measured with: four subgraphs, nested lists that come back to where they were. */
const subgraphs = {
  accounts: {
    sdl: 'type Query { users: [User] } type User @key(fields: "id") { id: ID! name: String username: String @shareable }',
    resolvers: {
      Query: {
        users: () => [
          { id: '1', name: 'A' },
          { id: '2', name: 'B' },
        ],
      },
      User: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `U${id}`, username: `u${id}` }) },
    },
  },
  products: {
    sdl: `type Query { topProducts: [Product] }
      type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
    resolvers: {
      Query: {
        topProducts: () => [
          { upc: '1', price: 9, weight: 2 },
          { upc: '2', price: 5, weight: 1 },
        ],
      },
      Product: {
        __resolveReference: ({ upc }: { upc: string }) => ({ upc, name: `P${upc}`, price: 9, weight: 1 }),
      },
    },
  },
  inventory: {
    sdl: `type Product @key(fields: "upc") {
      upc: String! weight: Int @external price: Int @external inStock: Boolean
      shippingEstimate: Int @requires(fields: "price weight") }`,
    resolvers: {
      Product: {
        inStock: () => true,
        shippingEstimate: ({ price, weight }: { price: number; weight: number }) => price * weight,
      },
    },
  },
  reviews: {
    sdl: `type Review @key(fields: "id") { id: ID! body: String author: User @provides(fields: "username") product: Product }
      type User @key(fields: "id") { id: ID! username: String @external reviews: [Review] }
      type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
    resolvers: {
      User: {
        reviews: ({ id }: { id: string }) => [review(Number(id)), review(Number(id) + 2)],
        username: () => 'u',
      },
      Product: { reviews: ({ upc }: { upc: string }) => [review(Number(upc))] },
      Review: { author: authorOf, product: productOf },
    },
  },
};

const query = `query {
  users { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } } }
  topProducts { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } }
}
fragment User on User { id username name }
fragment Review on Review { id body }
fragment Product on Product { inStock name price shippingEstimate upc weight }`;

let graph: SmallGraph;
beforeAll(async () => {
  graph = await smallGraph(subgraphs);
});
afterAll(() => graph.stop());

/** Pinned: a change of these numbers is a decision. */
test('the shape that gateways are measured with takes 8 requests for the 16 fetches of its plan', async () => {
  const prepared = graph.engine.prepare(query);
  expect('errors' in prepared ? prepared.errors : prepared.step?.fetches).toHaveLength(16);
  expect(await graph.counted(query)).toEqual({ accounts: 2, products: 2, inventory: 3, reviews: 1 });
});

test('its documents are the same each time, so that subgraphs know them again', async () => {
  const texts = async () => {
    await graph.counted(query);
    return graph.asked.map(({ service, query: text }) => `${service} ${text}`).toSorted();
  };
  expect(await texts()).toEqual(await texts());
});
