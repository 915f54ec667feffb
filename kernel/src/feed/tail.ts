import { RequestError } from '../errors/request-error.js';
import type { Logger } from '../log.js';
import { Listener } from './listener.js';
import type { Stretch } from './read-changes.js';

/** How long a lost wake-up is not noticed. */
const pollMs = 5_000;
/** How long it waits before it reads again from a database that did not answer. */
const againMs = 250;

export interface TailOptions {
  readonly read: (after: number) => Promise<Stretch>;
  /** The position of the last event. */
  readonly end: () => Promise<number>;
  /** Calls the listener when something may have been written, until the answer is called. */
  readonly onNews: (listener: () => void) => () => void;
  /** Called once, when nobody listens any more. */
  readonly onEnd: () => void;
  readonly logger: Logger;
}

/** The end of an organization's outbox, read once for all who follow it, for as long as anybody does. */
export class Tail {
  private readonly listeners = new Set<Listener>();
  private readonly begun: Promise<void>;
  private place = 0;
  private hasNews = false;
  private isEnded = false;
  private wake: () => void = () => undefined;

  constructor(private readonly options: TailOptions) {
    const forget = options.onNews(() => {
      this.hasNews = true;
      this.wake();
    });
    this.begun = options.end().then((end) => {
      this.place = end;
    });
    void this.begun
      .then(() => this.run())
      .catch(() => this.end())
      .finally(forget);
  }

  /** A listener that gets everything behind its `joinedAt`. */
  async listen(signal: AbortSignal): Promise<Listener> {
    const listener = new Listener(signal);
    this.listeners.add(listener);
    try {
      await this.begun;
    } catch (error) {
      this.leave(listener);
      throw error;
    }
    this.rejoin(listener);
    return listener;
  }

  /** Lets one that fell behind begin anew: it reads by itself what is before its new `joinedAt`. */
  rejoin(listener: Listener): void {
    listener.restart(this.place);
  }

  leave(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size === 0) this.end();
  }

  private end(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.options.onEnd();
    this.wake();
  }

  private async run(): Promise<void> {
    while (!this.isEnded) {
      this.hasNews = false;
      const isFurther = await this.step().catch((error: unknown) => this.failed(error));
      if (isFurther !== true) await this.pause(isFurther === false ? pollMs : againMs);
    }
  }

  private async step(): Promise<boolean> {
    const stretch = await this.options.read(this.place);
    if (stretch.position === this.place) return false;
    this.place = stretch.position;
    for (const listener of this.listeners) listener.take(stretch);
    return true;
  }

  private failed(error: unknown): null {
    if (error instanceof RequestError) for (const listener of this.listeners) listener.fail(error);
    if (!this.isEnded)
      this.options.logger.warn({ err: error }, 'an outbox cannot be followed; it is tried again');
    return null;
  }

  private pause(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.wake = resolve;
    if (this.hasNews || this.isEnded) resolve();
    return promise.finally(() => clearTimeout(timer));
  }
}
