import { findExternal, type Id, type Statements, theOneOf } from '@kith/kernel';
import type { SubscriberBy } from './subscriber.inputs.js';

export interface KnownSubscriber {
  readonly id: Id<'Subscriber'>;
  readonly personId: Id<'Person'>;
}

/** The subscriber whom one key names, or null. */
export async function findSubscriber(
  statements: Statements,
  by: SubscriberBy,
): Promise<KnownSubscriber | null> {
  const [key, value] = theOneOf(by);
  const id = typeof value === 'object' ? await findExternal(statements, 'Subscriber', value) : value;
  if (!id) return null;
  const column = key === 'personId' ? 'person_id' : 'id';
  const [row] = await statements.query<KnownSubscriber>(
    `select id, person_id as "personId" from subscriber where ${column} = $1`,
    [id],
  );
  return row ?? null;
}
