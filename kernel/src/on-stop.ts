/** Runs `stop` once when the process is asked to end; the process then ends by itself, because nothing is open any more. */
export function onStop(stop: () => Promise<unknown>): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      stop().catch((error: unknown) => {
        process.stderr.write(`${error}\n`);
        process.exitCode = 1;
      });
    });
  }
}
