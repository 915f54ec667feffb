import { createHistogram } from 'node:perf_hooks';

/** Something that is done again and again. */
export interface Work {
  readonly name: string;
  /** Does it once, for one of those who do it at the same time. */
  run(worker: number): Promise<void>;
  /** Milliseconds of processor time that whoever does it has used so far. */
  usedMs?(): number;
}

export interface Figures {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Processor time for each time it was done, where the work says it. */
  readonly usedMs?: number;
  /** The same of each window, to be compared with that of another work in the same turn. */
  readonly rounds: readonly Round[];
}

export interface Round {
  readonly perSecond: number;
  readonly usedMs: number;
}

const windowMs = 1_000;

/**
 * Does each work in turns, window after window, so that whatever else the machine does meets all of them. Each worker
 * does it again when it is done. The first `warmUp` windows do not count. Figures are by the name of the work.
 */
export async function inTurns(
  works: readonly Work[],
  workers: number,
  windows: number,
  warmUp = 1,
): Promise<Map<string, Figures>> {
  const runs = works.map((work) => ({
    work,
    histogram: createHistogram(),
    ms: 0,
    usedMs: 0,
    rounds: [] as Round[],
  }));
  for (let turn = 0; turn < warmUp; turn++)
    for (const { work } of runs) await window(work, workers, createHistogram());
  for (let turn = 0; turn < windows; turn++)
    for (const run of runs) {
      const done = run.histogram.count;
      const before = run.work.usedMs?.() ?? Number.NaN;
      const ms = await window(run.work, workers, run.histogram);
      const usedMs = (run.work.usedMs?.() ?? Number.NaN) - before;
      const times = run.histogram.count - done;
      run.rounds.push({ perSecond: (times * 1000) / ms, usedMs: usedMs / times });
      run.ms += ms;
      run.usedMs += usedMs;
    }
  return new Map(
    runs.map(({ work, histogram, ms, usedMs, rounds }) => [
      work.name,
      {
        perSecond: (histogram.count * 1000) / ms,
        p50Ms: histogram.percentile(50) / 1e6,
        p95Ms: histogram.percentile(95) / 1e6,
        p99Ms: histogram.percentile(99) / 1e6,
        usedMs: work.usedMs && usedMs / histogram.count,
        rounds,
      },
    ]),
  );
}

async function window(
  work: Work,
  workers: number,
  histogram: ReturnType<typeof createHistogram>,
): Promise<number> {
  const begin = performance.now();
  const end = begin + windowMs;
  const worker = async (_: unknown, index: number) => {
    while (performance.now() < end) {
      const asked = process.hrtime.bigint();
      await work.run(index);
      histogram.record(process.hrtime.bigint() - asked);
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return performance.now() - begin;
}
