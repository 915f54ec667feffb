export { type Means, openMeans, ownMeans } from './means.js';
export { onRowChanged } from './search/on-row-changed.js';
export { platformObjects } from './subgraph.js';
