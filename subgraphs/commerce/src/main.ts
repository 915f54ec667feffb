import { runSubgraph } from '@kith/kernel';
import { commerce } from './subgraph.js';

runSubgraph(commerce);
