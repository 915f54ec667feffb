export { marketing } from './subgraph.js';
