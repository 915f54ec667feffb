import type { Graph } from '@kith/kernel';
import type { Engine } from '../engine/engine.js';
import type { GatewayContext } from '../graph/context.js';
import type { Message, Subscriber } from './message.js';
import type { Running } from './running.js';
import type { Subscribing, Subscriptions } from './subscriptions.js';

/** What doors let clients in to. */
export interface Inside {
  readonly subscriptions: Subscriptions;
  readonly engine: () => Engine;
  /** Answers queries and mutations. */
  readonly graph: Graph;
  /** Queries and mutations that came through a door. */
  readonly running: Running;
}

export interface Asked extends Subscribing {
  readonly extensions?: Readonly<Record<string, unknown>> | null;
}

/** What one operation has to tell its client. */
export interface Outlet extends Pick<Subscriber, 'drained'> {
  /** A result, as JSON. */
  next(json: string, cursor: string | null): void;
  fail(errors: readonly object[]): void;
  complete(): void;
}

/** Runs whatever a client asks, once or for as long as it listens; answers how it leaves. */
export function answer(inside: Inside, asked: Asked, context: GatewayContext, outlet: Outlet): () => void {
  const prepared = inside.engine().prepare(asked.query, asked.operationName);
  if ('errors' in prepared || prepared.kind === 'subscription')
    return inside.subscriptions.open(asked, context, subscriberOf(asked, outlet));
  let isLeft = false;
  const tell = async () => {
    const { query, variables, operationName } = asked;
    const request = { query, variables: variables ?? {}, operationName: operationName ?? undefined };
    const result = await inside.graph.execute(request, context);
    if (isLeft) return;
    if (result.data === undefined && result.errors) return outlet.fail(result.errors);
    outlet.next(JSON.stringify(result), null);
    outlet.complete();
  };
  const told = tell().catch((error: unknown) => {
    if (!isLeft) outlet.fail(inside.subscriptions.format([error], context.requestId));
  });
  inside.running.note(told);
  return () => {
    isLeft = true;
  };
}

/** Who asks for marks is told when a subscription has begun, and from where on to take it up again. */
function subscriberOf({ extensions }: Asked, outlet: Outlet): Subscriber {
  return {
    send: ({ json, cursor }: Message) => outlet.next(json, cursor),
    drained: () => outlet.drained(),
    begun(cursor) {
      if (extensions?.['marks'] === true) outlet.next(JSON.stringify({ extensions: { cursor } }), cursor);
    },
    fail: (errors) => outlet.fail(errors),
    complete: () => outlet.complete(),
  };
}
