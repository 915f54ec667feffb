import { createHistogram } from 'node:perf_hooks';

/** A way of events from whoever writes to whoever handles them. */
export interface Course {
  /** Commits a change with one event, for one of the workers. */
  write(worker: number): Promise<void>;
  stop(): Promise<void>;
}

const alone = 300;
const workers = 8;
const floodMs = 5_000;

/**
 * Sends events down a course: each alone, when the one before was handled, for its latency; then as many as eight writers
 * can, until all of them were handled, for the throughput.
 *
 * @param open makes the course, which tells of what was handled
 */
export async function runCourse(open: (handled: (count: number) => void) => Promise<Course>) {
  let handled = 0;
  let wanted = 0;
  let reached = Promise.withResolvers<void>();
  const course = await open((count) => {
    handled += count;
    if (handled >= wanted) reached.resolve();
  });
  const untilHandled = async (count: number) => {
    wanted = count;
    reached = Promise.withResolvers();
    if (handled < wanted) await reached.promise;
  };
  const histogram = createHistogram();
  let written = 0;
  for (; written < alone; written++) {
    await course.write(0);
    const committed = process.hrtime.bigint();
    await untilHandled(written + 1);
    // The first ones find connections that are still to be made.
    const took = process.hrtime.bigint() - committed;
    if (written >= alone / 10) histogram.record(took > 0n ? took : 1n);
  }
  const begin = performance.now();
  const writer = async (_: unknown, worker: number) => {
    while (performance.now() < begin + floodMs) {
      await course.write(worker);
      written++;
    }
  };
  await Promise.all(Array.from({ length: workers }, writer));
  await untilHandled(written);
  const perSecond = ((written - alone) * 1000) / (performance.now() - begin);
  await course.stop();
  return { perSecond, p50Ms: histogram.percentile(50) / 1e6, p99Ms: histogram.percentile(99) / 1e6 };
}
