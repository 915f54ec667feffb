import type { Stretch } from './read-changes.js';

/** Most changes that wait for a slow listener; one that would have more reads them itself, when it comes to it. */
const mostWaiting = 200;

/** One who follows a tail, and what waits for it. */
export class Listener {
  /** It gets everything behind this position. */
  joinedAt = 0;

  private waiting: Stretch[] = [];
  private count = 0;
  private isBehind = false;
  private failure: Error | null = null;
  private arrived: () => void = () => undefined;

  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener('abort', () => this.arrived(), { once: true });
  }

  /** @internal */
  restart(position: number): void {
    this.waiting = [];
    this.count = 0;
    this.isBehind = false;
    this.joinedAt = position;
  }

  /** @internal */
  take(stretch: Stretch): void {
    this.count += stretch.changes.length;
    this.isBehind ||= this.count > mostWaiting;
    if (this.isBehind) this.waiting = [];
    else this.waiting.push(stretch);
    this.arrived();
  }

  /** @internal */
  fail(error: Error): void {
    this.failure = error;
    this.arrived();
  }

  /** The next stretch; null when it has fallen behind, or its signal told it to end. */
  async next(): Promise<Stretch | null> {
    for (;;) {
      if (this.failure) throw this.failure;
      if (this.isBehind || this.signal.aborted) return null;
      const stretch = this.waiting.shift();
      if (stretch) {
        this.count -= stretch.changes.length;
        return stretch;
      }
      await new Promise<void>((resolve) => {
        this.arrived = resolve;
      });
    }
  }
}
