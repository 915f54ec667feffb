export { type Means, ownMeans } from './means.js';
export { identity } from './subgraph.js';
