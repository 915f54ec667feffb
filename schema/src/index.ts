export { graphql } from './client/gql.js';
export type { TypedDocumentString } from './client/graphql.js';
