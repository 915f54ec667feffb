export { type Means, openMeans } from './means.js';
export { platformObjects } from './subgraph.js';
