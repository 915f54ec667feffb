import type { Tx } from '../database/transaction.js';
import type { Id } from '../graph/id.js';

/** The types of a subgraph's events: what each happens to, and what it says. */
export type EventTypes = { readonly [Type: string]: { readonly subject: string; readonly payload: object } };

/** What is known of an event beside its type. */
export interface Declared<Subject extends string = string> {
  readonly subject: Subject;
  readonly description: string;
  /** The mutations that may publish it, and the events that its subgraph may answer with it (`order.placed`). */
  readonly of: readonly string[];
}

/** The events of a subgraph, by type. */
export type Catalogue<Events extends EventTypes = EventTypes> = {
  readonly [Type in keyof Events]: Declared<Events[Type]['subject']>;
};

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
