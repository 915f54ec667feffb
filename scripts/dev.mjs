import { EventEmitter, once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, say } from './failure.mjs';
import { prepare } from './prepare.mjs';
import { run } from './run.mjs';
import { at, environment, packages, workspaceNode } from './workspace.mjs';

/** Compiles at every save and starts the system anew, until Ctrl-C. What does not compile leaves it running. */
export async function dev(args) {
  await prepare({ allowErrors: true });
  const sources = watchSources();
  let isStopped = false;
  const stopped = nextSignal().then(() => {
    isStopped = true;
  });
  while (!isStopped) {
    const life = new AbortController();
    const system = run(workspaceNode(), [at('standalone/dist/main.js'), ...args], {
      env: environment(),
      until: life.signal,
    });
    const compiled = sources.compiled();
    // It may have ended because of a mistake in what was saved last: then the next save starts it again.
    await Promise.race([compiled, stopped]);
    life.abort();
    await system;
  }
  sources.close();
  return 0;
}

function watchSources() {
  const saves = new EventEmitter();
  let isChanged = false;
  const folders = packages().map((folder) => at(folder, 'src'));
  const watchers = folders.filter(existsSync).map((folder) =>
    watch(folder, { recursive: true }, () => {
      isChanged = true;
      saves.emit('save');
    }),
  );
  return {
    /** Waits until something was saved and everything compiles. */
    async compiled() {
      for (;;) {
        if (!isChanged) await once(saves, 'save');
        // An editor that saves all its files does so one after the other.
        await sleep(30);
        isChanged = false;
        try {
          await prepare();
          if (!isChanged) return;
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          say(`${error.message} Waiting for the next save.`);
        }
      }
    },
    close() {
      for (const watcher of watchers) watcher.close();
    },
  };
}

function nextSignal() {
  return Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
}
