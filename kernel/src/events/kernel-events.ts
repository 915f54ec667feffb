import type { Catalogue } from './catalogue.js';

/** What every subgraph tells the others by itself: no use case publishes it. `schema/events/every-subgraph.ts` has the shapes. */
export const kernelEvents: Catalogue = {
  'row.changed': {
    subject: 'Node',
    description: 'A row was made, changed or deleted. Its table says so itself, whoever wrote.',
    of: [],
  },
};
