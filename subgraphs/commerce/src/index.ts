export { commerce } from './subgraph.js';
