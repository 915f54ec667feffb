export { crm } from './subgraph.js';
