import { createHistogram } from 'node:perf_hooks';
import { Pool } from 'undici';

/** Whom to ask, and what. */
export interface Target {
  readonly name: string;
  readonly url: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Figures {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const windowMs = 2_000;

/** One answer, parsed. */
export async function ask({ url, path, headers, body }: Target): Promise<unknown> {
  const response = await fetch(url + path, { method: 'POST', headers, body });
  return response.json();
}

/**
 * Puts load on targets in turns, window after window, so that whatever else the machine does meets all of them. Each
 * connection asks again when it has its answer.
 */
export async function measure(
  targets: readonly Target[],
  connections: number,
  windows: number,
): Promise<Map<Target, Figures>> {
  const runs = new Map(targets.map((target) => [target, { histogram: createHistogram(), ms: 0 }]));
  const pools = new Map(
    targets.map((target) => [target, new Pool(target.url, { connections, pipelining: 1 })]),
  );
  for (const [target, pool] of pools) await window(target, pool, connections, createHistogram());
  for (let turn = 0; turn < windows; turn++) {
    for (const [target, pool] of pools) {
      const run = runs.get(target);
      if (run) run.ms += await window(target, pool, connections, run.histogram);
    }
  }
  await Promise.all([...pools.values()].map((pool) => pool.close()));
  return new Map(
    [...runs].map(([target, { histogram, ms }]) => [
      target,
      {
        requestsPerSecond: (histogram.count * 1000) / ms,
        p50Ms: histogram.percentile(50) / 1e6,
        p99Ms: histogram.percentile(99) / 1e6,
      },
    ]),
  );
}

async function window(
  { path, headers, body }: Target,
  pool: Pool,
  connections: number,
  histogram: ReturnType<typeof createHistogram>,
): Promise<number> {
  const begin = performance.now();
  const end = begin + windowMs;
  const connection = async () => {
    while (performance.now() < end) {
      const asked = process.hrtime.bigint();
      const answer = await pool.request({ method: 'POST', path, headers, body });
      const text = await answer.body.text();
      histogram.record(process.hrtime.bigint() - asked);
      if (answer.statusCode !== 200 || text.includes('"errors"'))
        throw new Error(`A request failed under load: ${text.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return performance.now() - begin;
}
