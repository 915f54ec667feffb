import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ProcessSettings {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** What it has to have said on standard error before its end is a surprise; at once, if nothing. */
  readonly readyWord?: string;
}

/** A process that is started again whenever it ends, as a supervisor of a real deployment does. */
export interface KeptProcess {
  readonly name: string;
  /** How often its standard output had each letter, all lives together. */
  readonly letters: Readonly<Record<string, number>>;
  /** Resolves when it is ready for the first time. */
  readonly ready: Promise<void>;
  /** Ends it with SIGKILL; the next life begins at once. */
  kill(): Promise<void>;
  /** Ends it with SIGKILL until it is resumed. */
  pause(): Promise<void>;
  resume(): void;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/** @param surprises is told of each end that nobody asked for */
export function keepProcess(settings: ProcessSettings, surprises: string[]): KeptProcess {
  const letters: Record<string, number> = {};
  const ready = Promise.withResolvers<void>();
  let isStopping = false;
  let isKilled = false;
  let isPaused = false;
  let child: ChildProcess;
  const live = () => {
    isKilled = false;
    let said = '';
    let isReady = !settings.readyWord;
    child = spawn(process.execPath, [settings.program, ...settings.args], {
      env: { ...process.env, NODE_OPTIONS: '', ...settings.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      for (const letter of String(chunk)) letters[letter] = (letters[letter] ?? 0) + 1;
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk).slice(-4_000);
      isReady ||= said.includes(settings.readyWord ?? '');
      if (isReady) ready.resolve();
    });
    child.once('close', (code, signal) => {
      if (!isKilled && !isStopping && isReady)
        surprises.push(`${settings.name} ended with ${code ?? signal}: ${said}`);
      if (!isStopping && !isPaused) live();
    });
  };
  live();
  if (!settings.readyWord) ready.resolve();
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill(signal);
    await closed;
  };
  return {
    name: settings.name,
    letters,
    ready: ready.promise,
    kill: () => {
      isKilled = true;
      return end('SIGKILL');
    },
    pause: () => {
      isKilled = true;
      isPaused = true;
      return end('SIGKILL');
    },
    resume: () => {
      isPaused = false;
      live();
    },
    stop: () => {
      isStopping = true;
      return end('SIGTERM');
    },
  };
}
