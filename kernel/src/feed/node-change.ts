import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Id } from '../graph/id.js';
import { DateTime } from '../graph/scalars.js';
import type { Delivery } from './delivery.js';

/** What happened to a node. */
export enum ChangeType {
  CREATED = 'CREATED',
  UPDATED = 'UPDATED',
  DELETED = 'DELETED',
}
registerEnumType(ChangeType, {
  name: 'ChangeType',
  description: 'What happened to something that is watched.',
  valuesConfig: {
    CREATED: { description: 'It was made.' },
    UPDATED: { description: 'It was changed, or a part of it was.' },
    DELETED: { description: 'It is no more.' },
  },
});

/** A change of a node, as a subscription sends it. */
export interface NodeDelivery extends Delivery {
  readonly at: Date;
  readonly type: ChangeType;
  readonly id: Id;
  /** The columns of its row before, when it was deleted. */
  readonly before: Readonly<Record<string, unknown>> | null;
}

/** Makes the type of what a subscription sends of a type of node: `DealChange`, with the node in the field `deal`. */
export function changeTypeOf(typeName: string, field: string, node: () => object): new () => object {
  class WatchedChange {}
  ObjectType(`${typeName}Change`, {
    description: `That a ${typeName} was changed.`,
    simpleResolvers: true,
  })(WatchedChange);
  const add = (name: string, type: () => unknown, description: string, nullable = false) =>
    Field(type as () => never, { description, nullable })(WatchedChange.prototype, name);
  add('cursor', () => String, 'Where the stream stands behind it; `after` takes it.');
  add('at', () => DateTime, 'When it was committed.');
  add('type', () => ChangeType, 'What happened to it.');
  add(field, node, `The ${typeName} as it is now; null when it is no more.`, true);
  return WatchedChange;
}
