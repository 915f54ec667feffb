/** What a process has used so far, and what it holds. */
export interface Usage {
  readonly rssBytes: number;
  readonly heapBytes: number;
  readonly cpuMicros: number;
}

/** Tells the benchmark that started this process what it uses, when asked: what it holds `afterCollection` of garbage, or as it is. */
export function tellUsage(): void {
  process.on('message', (asked) => {
    if (asked !== 'usage' && asked !== 'afterCollection') return;
    if (asked === 'afterCollection') globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const usage: Usage = { rssBytes: rss, heapBytes: heapUsed, cpuMicros: user + system };
    process.send?.({ usage });
  });
  // Waiting for messages must not keep a stopped process alive.
  process.channel?.unref();
}
