import type { Catalogue } from './catalogue.js';

/** What every subgraph tells the others by itself: no use case publishes it. `schema/events/every-subgraph.ts` has the shapes. */
export const kernelEvents: Catalogue = {
  'row.changed': {
    subject: 'Node',
    description: 'A row was made, changed or deleted. Its table says so itself, whoever wrote.',
    of: [],
  },
  'dead_letter.created': {
    subject: 'DeadLetter',
    description:
      'A subgraph gave up on an event of another, after a bounded number of tries, or after an admin asked for one more.',
    of: ['dead_letter.redriven'],
  },
  'dead_letter.resolved': {
    subject: 'DeadLetter',
    description: 'An event on which a subgraph had given up was handled there, or never will be.',
    of: ['dead_letter.redriven', 'dead_letter.discarded'],
  },
};
