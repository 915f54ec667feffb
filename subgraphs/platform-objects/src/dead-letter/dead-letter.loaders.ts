import { Direction, entityLoader, filterable, type Id, listing, type Request } from '@kith/kernel';
import { authorize } from '../policy.js';
import { DeadLetter, DeadLetterStatus } from './dead-letter.entity.js';

const deadLetterById = entityLoader(DeadLetter);

export function findDeadLetter(request: Request, id: Id): Promise<DeadLetter | null> {
  authorize(request.actor, 'dead_letter:read');
  request.requirePresent('A DeadLetter');
  return deadLetterById(request).load(id);
}

export const deadLetters = listing(DeadLetter, {
  name: 'DeadLetter',
  filter: {
    subgraph: filterable.text(),
    source: filterable.text(),
    type: filterable.text(),
    personId: filterable.id('Person'),
    status: filterable.choice('DeadLetterStatus', DeadLetterStatus),
    buriedAt: filterable.instant(),
  },
  orderBy: ['buriedAt'],
  defaultOrder: [{ field: 'buriedAt', direction: Direction.DESC }],
});
