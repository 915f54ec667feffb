import { RequestError } from '@kith/kernel';
import type { Limits, Payer } from '../limits.js';
import type { ToldCost } from '../told-cost.js';
import type { Bucket, Buckets, Standing } from './buckets.js';
import type { Client } from './client.js';

/** What an operation was let in for. */
export interface Paid {
  /** Gives back what it did not cost. */
  settle(actual: number): ToldCost;
}

const payers = ['key', 'user', 'stranger'] as const satisfies Payer[];

/** What each client has left of this minute: requests, and points of cost. */
export class Rates {
  private readonly requests: ReadonlyMap<Payer, Bucket>;
  private readonly points: ReadonlyMap<Payer, Bucket>;

  constructor(
    private readonly perMinute: Limits['perMinute'],
    buckets: Buckets,
  ) {
    const all = (what: 'requests' | 'cost') =>
      new Map(
        payers
          .filter((payer) => perMinute[payer][what] > 0)
          .map((payer) => [payer, buckets.bucket(`${payer}-${what}`, perMinute[payer][what])]),
      );
    this.requests = all('requests');
    this.points = all('cost');
  }

  /** Counts a request; null where nothing is counted. */
  async count(client: Client | null): Promise<Standing | null> {
    if (!client) return null;
    return (await this.requests.get(client.payer)?.take(client.id, 1)) ?? null;
  }

  /**
   * Takes what an operation can cost.
   *
   * @throws RequestError `RATE_LIMITED` with `retryAfterMs`, or `COST_LIMIT_EXCEEDED` when it is more than there ever is.
   */
  async pay(client: Client | null, requested: number): Promise<Paid> {
    const bucket = client && this.points.get(client.payer);
    if (!bucket) return { settle: (actual) => ({ requested, actual }) };
    const { cost: most } = this.perMinute[client.payer];
    if (requested > most) throw beyond(requested, most);
    const at = Date.now();
    const standing = await bucket.take(client.id, requested);
    if (standing.isRefused) throw usedUp(requested, standing);
    return {
      settle(actual) {
        const unused = Math.max(0, requested - actual);
        bucket.giveBack(client.id, unused, { standing, at });
        const remaining = Math.min(most, standing.remaining + unused);
        return { requested, actual, limit: most, remaining, restoreRate: Math.floor(most / 60) };
      },
    };
  }
}

function beyond(requested: number, limit: number): RequestError {
  const message = `The operation can cost ${requested}; there are never more than ${limit} for a minute`;
  return new RequestError('COST_LIMIT_EXCEEDED', message, { requested, limit, http: { status: 400 } });
}

function usedUp(requested: number, { most, remaining, resetMs }: Standing): RequestError {
  const message = `The operation can cost ${requested}, and too little is left of ${most} for this minute`;
  const details = { requested, limit: most, remaining, retryAfterMs: resetMs, http: { status: 429 } };
  return new RequestError('RATE_LIMITED', message, details);
}
