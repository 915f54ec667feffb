import type { Tx } from '../database/transaction.js';
import type { Id } from '../graph/id.js';
import type { Catalogue, EventTypes } from './catalogue.js';

export interface Publishable<Events extends EventTypes, Type extends keyof Events> {
  readonly subject: Id<Events[Type]['subject']>;
  /** The person whom it speaks of. */
  readonly personId?: Id<'Person'> | null;
  readonly payload: Events[Type]['payload'];
}

/** Makes a subgraph's `publish(tx, type, event)`. What is published is written with the transaction, at its end. */
export function publisher<Events extends EventTypes>(catalogue: Catalogue<Events>) {
  return function publish<Type extends keyof Events & string>(
    tx: Tx,
    type: Type,
    { subject, personId, payload }: Publishable<Events, Type>,
  ): void {
    tx.note({ type, subject: [catalogue[type].subject, subject], personId, payload });
  };
}
