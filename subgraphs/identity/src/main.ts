import { runSubgraph } from '@kith/kernel';
import { ownMeans } from './means.js';
import { identity } from './subgraph.js';

runSubgraph(identity, ownMeans);
