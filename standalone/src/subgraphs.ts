import { identity } from '@kith/identity';
import type { Subgraph } from '@kith/kernel';

/** The subgraphs of the house. */
export const subgraphs: readonly Subgraph[] = [identity];
