import { runSubgraph } from '@kith/kernel';
import { crm } from './subgraph.js';

runSubgraph(crm);
