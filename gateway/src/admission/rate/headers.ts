import type { Standing } from './buckets.js';

/** What a client's answer says in its headers of how many requests are left to it. */
export function rateHeaders({ isRefused, most, remaining, resetMs }: Standing): Record<string, string> {
  const seconds = String(Math.ceil(resetMs / 1000));
  return {
    'ratelimit-policy': `${most};w=60`,
    'ratelimit-limit': String(most),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': seconds,
    ...(isRefused && { 'retry-after': seconds }),
  };
}
