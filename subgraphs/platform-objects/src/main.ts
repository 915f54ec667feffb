import { runSubgraph } from '@kith/kernel';
import { ownMeans } from './means.js';
import { platformObjects } from './subgraph.js';

runSubgraph(platformObjects, ownMeans);
