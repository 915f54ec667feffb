import { commerce } from '@kith/commerce';
import { crm } from '@kith/crm';
import { identity } from '@kith/identity';
import type { Subgraph } from '@kith/kernel';
import { marketing } from '@kith/marketing';
import { platformObjects } from '@kith/platform-objects';

/** The subgraphs of the house. */
export const subgraphs: readonly Subgraph[] = [identity, platformObjects, commerce, crm, marketing];
