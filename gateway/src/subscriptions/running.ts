import { setTimeout as delay } from 'node:timers/promises';

/** Work that is under way, for who waits for its end. */
export class Running {
  private readonly all = new Set<Promise<void>>();

  /** @param work never rejects */
  note(work: Promise<void>): void {
    this.all.add(work);
    void work.then(() => this.all.delete(work));
  }

  /** Resolves when nothing is under way any more, or after a while. */
  async ended(patienceMs: number): Promise<void> {
    const waiting = new AbortController();
    const late = delay(patienceMs, undefined, { signal: waiting.signal }).catch(() => undefined);
    while (
      this.all.size > 0 &&
      !(await Promise.race([Promise.all(this.all).then(() => false), late.then(() => true)]))
    );
    waiting.abort();
  }
}
