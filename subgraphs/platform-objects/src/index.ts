export { type Means, openMeans, ownMeans } from './means.js';
export { platformObjects } from './subgraph.js';
