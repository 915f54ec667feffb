import { runSubgraph } from '@kith/kernel';
import { identity } from './subgraph.js';

runSubgraph(identity);
