import { runSubgraph } from '@kith/kernel';
import { platformObjects } from './subgraph.js';

runSubgraph(platformObjects);
