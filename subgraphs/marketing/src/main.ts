import { runSubgraph } from '@kith/kernel';
import { marketing } from './subgraph.js';

runSubgraph(marketing);
