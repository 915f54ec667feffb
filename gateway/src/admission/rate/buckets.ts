import type { Logger } from '@kith/kernel';
import { Redis } from 'ioredis';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';

/** How much is left to a client, and when it has all of it again. */
export interface Standing {
  readonly isRefused: boolean;
  readonly most: number;
  readonly remaining: number;
  readonly resetMs: number;
}

/** Points of clients: so many within a minute that begins with the first. */
export interface Bucket {
  take(client: string, points: number): Promise<Standing>;
  /** Gives back what was taken and not needed, as long as the minute lasts that it was taken in. */
  giveBack(client: string, points: number, taken: { readonly standing: Standing; readonly at: number }): void;
}

export interface Buckets {
  /** A bucket of its own for each name. */
  bucket(name: string, most: number): Bucket;
  stop(): void;
}

const windowSeconds = 60;

/**
 * In the memory of this process, or in Redis, where all gateways count together. While Redis is away, each counts alone.
 */
export function openBuckets(redisUrl: string | null, logger: Logger): Buckets {
  const redis = redisUrl === null ? null : connect(redisUrl, logger);
  return {
    bucket(name, points) {
      const alone = new RateLimiterMemory({ points, duration: windowSeconds, keyPrefix: name });
      if (!redis) return bucketOf(alone, points);
      const together = new RateLimiterRedis({
        storeClient: redis,
        rejectIfRedisNotReady: true,
        insuranceLimiter: alone,
        points,
        duration: windowSeconds,
        keyPrefix: `kith:${name}`,
      });
      return bucketOf(together, points);
    },
    stop: () => redis?.disconnect(),
  };
}

function bucketOf(limiter: RateLimiterAbstract, most: number): Bucket {
  return {
    async take(client, points) {
      try {
        return standingOf(await limiter.consume(client, points), most, false);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        // What was refused takes nothing, or one large operation would hold up all that follow.
        return standingOf(points > 1 ? await limiter.reward(client, points) : refused, most, true);
      }
    },
    giveBack(client, points, { standing, at }) {
      if (points > 0 && Date.now() < at + standing.resetMs)
        void limiter.reward(client, points).catch(() => undefined);
    },
  };
}

function standingOf(
  { remainingPoints, msBeforeNext }: RateLimiterRes,
  most: number,
  isRefused: boolean,
): Standing {
  return { isRefused, most, remaining: remainingPoints, resetMs: msBeforeNext };
}

/** Nobody waits for a Redis that is away. */
function connect(url: string, logger: Logger): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 250,
    // Two seconds, unless said, for which a process that has stopped would still be there.
    disconnectTimeout: 250,
  });
  let isAway = false;
  redis.on('error', (error) => {
    if (!isAway) logger.warn({ err: error }, 'Redis is away: rates are counted by each gateway alone');
    isAway = true;
  });
  redis.on('ready', () => {
    isAway = false;
  });
  return redis;
}
