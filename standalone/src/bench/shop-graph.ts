/** The four subgraphs that gateways are compared over: SDL each, and answers that are made up from the ids. */
export const shopSdls: Readonly<Record<ShopPart, string>> = {
  accounts: `
    type Query { users(group: Int!): [User!] }
    type User @key(fields: "id") { id: ID! name: String username: String @shareable birthday: Int }`,
  products: `
    type Query { topProducts(group: Int!, first: Int = 5): [Product!] }
    type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
  reviews: `
    type Review @key(fields: "id") { id: ID! body: String product: Product author: User @provides(fields: "username") }
    type User @key(fields: "id") { id: ID! username: String @external reviews: [Review!] }
    type Product @key(fields: "upc") { upc: String! reviews: [Review!] }`,
  inventory: `
    type Product @key(fields: "upc") {
      upc: String! weight: Int @external price: Int @external inStock: Boolean
      shippingEstimate: Int @requires(fields: "price weight")
    }`,
};

export type ShopPart = 'accounts' | 'products' | 'reviews' | 'inventory';

/** Users, their reviews, the products of these, and so on to the fourth list: about 87 KB of answer. */
export const shopQuery = `
  query Shop($group: Int!) {
    users(group: $group) { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } } }
    topProducts(group: $group) { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } }
  }
  fragment User on User { id username name }
  fragment Review on Review { id body }
  fragment Product on Product { inStock name price shippingEstimate upc weight }`;

const users = 6;
const products = 9;
const reviews = 21;

/** Whose data: no two groups share a row. */
export const groups = 32;

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Where an id stands: `product-3-7` is the seventh of the third group. */
function place(id: string): [group: number, index: number] {
  const [, group, index] = id.split('-').map(Number);
  return [group as number, index as number];
}

const user = (group: number, index: number) => ({
  __typename: 'User',
  id: `user-${group}-${index}`,
  name: `User Number ${index} Of Group ${group}`,
  username: `user-${group}-${index}`,
  birthday: 1950 + index,
});

const product = (group: number, index: number) => ({
  __typename: 'Product',
  upc: `product-${group}-${index}`,
  name: `Product number ${index} of group ${group}`,
  price: 100 + index * 37,
  weight: 10 + index * 11,
});

const review = (group: number, index: number) => ({
  __typename: 'Review',
  id: `review-${group}-${index}`,
  body: `What number ${index} says: it does what it should, and that at a fair price. Whoever asked me heard the same from me.`,
  product: { __typename: 'Product', upc: `product-${group}-${(index * 2) % products}` },
  author: user(group, index % users),
});

function reviewsWhere(id: string, isMeant: (index: number) => boolean) {
  const [group] = place(id);
  return range(reviews)
    .filter(isMeant)
    .map((index) => review(group, index));
}

const ofProduct = ({ upc }: { upc: string }) =>
  reviewsWhere(upc, (index) => (index * 2) % products === place(upc)[1]);
const ofUser = ({ id }: { id: string }) => reviewsWhere(id, (index) => index % users === place(id)[1]);

/** How each subgraph answers. */
export const shopResolvers: Readonly<Record<ShopPart, object>> = {
  accounts: {
    Query: { users: (_: unknown, { group }: { group: number }) => range(users).map((at) => user(group, at)) },
    User: { __resolveReference: ({ id }: { id: string }) => user(...place(id)) },
  },
  products: {
    Query: {
      topProducts: (_: unknown, { group, first }: { group: number; first: number }) =>
        range(first).map((index) => product(group, index)),
    },
    Product: { __resolveReference: ({ upc }: { upc: string }) => product(...place(upc)) },
  },
  reviews: {
    Review: { __resolveReference: ({ id }: { id: string }) => review(...place(id)) },
    User: { reviews: ofUser },
    Product: { reviews: ofProduct },
  },
  inventory: {
    Product: {
      inStock: ({ upc }: { upc: string }) => place(upc)[1] % 2 === 0,
      shippingEstimate: ({ price, weight }: { price: number; weight: number }) =>
        price > 300 ? 0 : weight * 2,
    },
  },
};
