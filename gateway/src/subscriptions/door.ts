import { RequestError } from '@kith/kernel';
import { isCheck } from '../graph/check-only.js';
import type { GatewayContext } from '../graph/context.js';
import { askGraph } from '../graph/graph-endpoint.js';
import type { OpenGraph } from '../graph/open-graph.js';
import type { Message, Subscriber } from './message.js';
import type { Running } from './running.js';
import type { Subscribing, Subscriptions } from './subscriptions.js';

/** What doors let clients in to. */
export interface Inside {
  readonly subscriptions: Subscriptions;
  readonly graph: OpenGraph;
  /** Queries and mutations that came through a door. */
  readonly running: Running;
}

export interface Asked extends Subscribing {
  readonly documentId?: string | null;
  readonly extensions?: Readonly<Record<string, unknown>> | null;
}

/** What one operation has to tell its client. */
export interface Outlet extends Pick<Subscriber, 'drained'> {
  /** A result, as JSON. */
  next(json: string, cursor: string | null): void;
  fail(errors: readonly object[]): void;
  complete(): void;
}

/** Runs whatever a client asks, once or for as long as it listens; answers how it leaves. A context is of one operation. */
export function answer(inside: Inside, asked: Asked, context: GatewayContext, outlet: Outlet): () => void {
  const asking = new Asking(inside, asked, context, outlet);
  inside.running.note(asking.run());
  return () => asking.leave();
}

/** One operation of a client, from its coming to its end. */
class Asking {
  private readonly ending: (() => void)[] = [];
  private isLeft = false;

  constructor(
    private readonly inside: Inside,
    private readonly asked: Asked,
    private readonly context: GatewayContext,
    private readonly outlet: Outlet,
  ) {}

  leave(): void {
    this.isLeft = true;
    for (const end of this.ending.splice(0)) end();
  }

  async run(): Promise<void> {
    const { context } = this;
    const { graph, subscriptions } = this.inside;
    try {
      await graph.admission.enter(context, graph.engine());
      const asked = { ...this.asked, query: await this.text() };
      await graph.admission.enter(context, graph.engine(), asked.query, asked.operationName);
      if (this.isLeft) return;
      const prepared = graph.engine().prepare(asked.query, asked.operationName);
      if ('errors' in prepared) return this.fail(prepared.errors);
      if (prepared.kind !== 'subscription' || isCheck(asked)) {
        const told = this.once(asked);
        this.inside.running.note(told);
        return await told;
      }
      this.ending.push(await graph.admission.open(prepared, asked.variables ?? {}, context));
      if (this.isLeft) return this.leave();
      this.ending.push(subscriptions.open(asked, context, subscriberOf(asked, this.outletUntilEnd())));
    } catch (error) {
      if (!this.isLeft) this.fail([error]);
    }
  }

  private async text(): Promise<string> {
    const text = await this.inside.graph.operations.textOf(this.asked, this.context);
    if (text !== undefined) return text;
    throw new RequestError('BAD_USER_INPUT', 'Say an operation: by its text, or by its hash');
  }

  private async once({ query, variables, operationName, extensions }: Asked): Promise<void> {
    const request = {
      query,
      variables: variables ?? {},
      operationName: operationName ?? undefined,
      extensions: { check: isCheck({ extensions }) },
    };
    const result = await askGraph(this.inside.graph, request, this.context);
    if (this.isLeft) return;
    if (result.data === undefined && result.errors) return this.outlet.fail(result.errors);
    this.outlet.next(JSON.stringify(result), null);
    this.outlet.complete();
  }

  private fail(errors: readonly unknown[]): void {
    this.outlet.fail(this.inside.subscriptions.format(errors, this.context.requestId));
  }

  /** What the stream ends by itself gives its place back too. */
  private outletUntilEnd(): Outlet {
    const { outlet } = this;
    return {
      next: (json, cursor) => outlet.next(json, cursor),
      drained: () => outlet.drained(),
      fail: (errors) => {
        outlet.fail(errors);
        this.leave();
      },
      complete: () => {
        outlet.complete();
        this.leave();
      },
    };
  }
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
