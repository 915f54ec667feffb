import type { Tx } from '../database/transaction.js';
import type { Id } from '../graph/id.js';

/** The events of a subgraph: their types, what they happen to, and what they say. */
export type Catalogue = Record<string, { subject: string; payload: object }>;

/** An event of a catalogue, ready to be published. */
export interface Publishable<Events extends Catalogue, Type extends keyof Events> {
  readonly subject: Id<Events[Type]['subject']>;
  /** The person whom it speaks of. */
  readonly personId?: Id<'Person'> | null;
  readonly payload: Events[Type]['payload'];
}

/** Makes a subgraph's `publish(tx, type, event)`. `subjects` says of which type of node each event is. */
export function publisher<Events extends Catalogue>(
  subjects: {
    readonly [Type in keyof Events]: Events[Type]['subject'];
  },
) {
  return function publish<Type extends keyof Events & string>(
    tx: Tx,
    type: Type,
    { subject, personId, payload }: Publishable<Events, Type>,
  ): void {
    tx.note({ type, subject: [subjects[type], subject], personId, payload });
  };
}
