import { run } from '../run.js';
import { startStandalone } from '../start.js';

run(startStandalone);

/** Tells the benchmark what the process holds, after a garbage collection. */
process.on('message', () => {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ rssBytes: rss, heapBytes: heapUsed });
});
// Waiting for messages must not keep a stopped process alive.
process.channel?.unref();
