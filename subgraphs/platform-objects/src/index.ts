export { platformObjects } from './subgraph.js';
