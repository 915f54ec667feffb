import { setTimeout as delay } from 'node:timers/promises';
import type { Actor } from '../access/actor.js';
import type { Database } from '../database/database.js';
import type { TransactionOrigin } from '../database/settings.js';
import { RequestError } from '../errors/request-error.js';
import type { News } from '../events/news.js';
import type { Tail } from '../feed/tail.js';
import type { Tails } from '../feed/tails.js';
import { Request } from './request.js';

/** How long a lost wake-up is not noticed. */
const pollMs = 5_000;

export interface FeedPremises {
  readonly database: Database;
  /** What the subgraph was given where it runs. */
  readonly means: object;
  readonly news: News;
  readonly tails: Tails;
}

/** What a subscription's `subscribe` is given instead of a request: it outlives snapshots, and reads each time in a new one. */
export class Feed {
  constructor(
    private readonly premises: FeedPremises,
    readonly origin: TransactionOrigin,
    /** Ends with the subscription. */
    readonly signal: AbortSignal,
  ) {}

  get actor(): Actor {
    return this.origin.actor;
  }

  get schema(): string {
    return this.premises.database.schema;
  }

  /**
   * The end of the outbox of the actor's organization.
   *
   * @throws RequestError `FORBIDDEN` to who acts in none.
   */
  get tail(): Tail {
    const { organizationId } = this.actor;
    if (!organizationId)
      throw new RequestError('FORBIDDEN', 'Only who acts in an organization can watch what happens there');
    return this.premises.tails(organizationId);
  }

  async read<Result>(work: (request: Request) => Promise<Result>): Promise<Result> {
    const request = new Request(this.premises.database, this.origin, this.premises.means);
    try {
      return await work(request);
    } finally {
      await request.end();
    }
  }

  /**
   * What `next` finds, and what it finds later: it is called again at once after it has found something, and otherwise when
   * something was written in the organization, or a transaction told of the topic. It goes on from where it stopped by
   * itself. Ends with the subscription.
   */
  async *follow<Item>(
    next: (request: Request) => Promise<readonly Item[]>,
    topic: string | null = this.actor.organizationId,
  ): AsyncGenerator<Item, void, undefined> {
    let wake = Promise.withResolvers<void>();
    const forget = this.premises.news.on((about) => {
      if (about === topic) wake.resolve();
    });
    try {
      while (!this.signal.aborted) {
        wake = Promise.withResolvers();
        const found = await this.read(next);
        if (found.length > 0) yield* found;
        else await this.pause(wake.promise);
      }
    } finally {
      forget();
    }
  }

  private async pause(woken: Promise<void>): Promise<void> {
    const waiting = new AbortController();
    const signal = AbortSignal.any([waiting.signal, this.signal]);
    await Promise.race([woken, delay(pollMs, undefined, { signal }).catch(() => undefined)]);
    waiting.abort();
  }
}
