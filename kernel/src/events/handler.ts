import type { Tx } from '../database/transaction.js';
import type { Id } from '../graph/id.js';
import type { EventTypes } from './catalogue.js';
import type { DomainEvent } from './event.js';

/** What a subgraph does when another one says that something has happened. */
export interface Handler {
  /** The subgraph that says it. */
  readonly source: string;
  /** The type of event; `*` is every one. */
  readonly type: string;
  /** Takes events of one organization, in their order: one at a time, or, with `inBatches`, as many as there are. */
  readonly handle: (tx: Tx, events: readonly DomainEvent[]) => Promise<void>;
  readonly inBatches?: boolean;
}

/** An event whose type, and so whose payload, is known. */
export type EventOf<Events extends EventTypes, Type extends keyof Events> = Omit<
  DomainEvent,
  'payload' | 'subjectId'
> & {
  readonly subjectId: Id<Events[Type]['subject']>;
  readonly payload: Events[Type]['payload'];
};

/**
 * Makes `on(type, handle)` for the events of one source. A handler runs inside the transaction that notes the event as
 * handled, so its effect is there exactly once; it has no effect but through `tx`.
 */
export function handlersOf<Events extends EventTypes>(source: string) {
  return function on<Type extends keyof Events & string>(
    type: Type,
    handle: (tx: Tx, event: EventOf<Events, Type>) => Promise<void>,
  ): Handler {
    return {
      source,
      type,
      handle: async (tx, events) => {
        for (const event of events) await handle(tx, event as EventOf<Events, Type>);
      },
    };
  };
}

/**
 * The same for handlers that take as many events at once as follow each other, so that what an import caused costs a
 * fixed number of statements.
 */
export function batchHandlersOf<Events extends EventTypes>(source: string) {
  return function on<Type extends keyof Events & string>(
    type: Type,
    handle: (tx: Tx, events: readonly EventOf<Events, Type>[]) => Promise<void>,
  ): Handler {
    return { source, type, inBatches: true, handle: handle as Handler['handle'] };
  };
}

export function isFor(handler: Handler, { source, type }: Pick<DomainEvent, 'source' | 'type'>): boolean {
  return handler.source === source && (handler.type === '*' || handler.type === type);
}
