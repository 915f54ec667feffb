import { announceCacheRead } from '@kith/kernel';
import type { ExecutionResult } from 'graphql';
import { copyOf } from '../plan/merge.js';

type Start = (signal: AbortSignal) => Promise<ExecutionResult>;

/**
 * Reads that are under way: whoever asks the same in the meantime waits for the same answer. They belong to somebody, and what
 * that one writes parts them: a read that starts later joins none that started before.
 */
export class SharedReads {
  private readonly owners = new Map<string, Map<string, SharedRead>>();

  /** How many are under way that can be joined. */
  get size(): number {
    return [...this.owners.values()].reduce((sum, reads) => sum + reads.size, 0);
  }

  read(owner: string, key: string, signal: AbortSignal | undefined, start: Start): Promise<ExecutionResult> {
    let reads = this.owners.get(owner);
    if (!reads) {
      reads = new Map();
      this.owners.set(owner, reads);
    }
    let read = reads.get(key);
    announceCacheRead('shared reads', read !== undefined);
    if (!read) {
      read = new SharedRead(() => this.leave(owner, key, read));
      reads.set(key, read);
      read.start(start);
    }
    return read.join(signal);
  }

  /** From now on nobody joins what this one has under way. */
  part(owner: string): void {
    this.owners.delete(owner);
  }

  private leave(owner: string, key: string, read: SharedRead | undefined): void {
    const reads = this.owners.get(owner);
    if (reads?.get(key) !== read) return;
    reads?.delete(key);
    if (reads?.size === 0) this.owners.delete(owner);
  }
}

interface Waiter {
  readonly resolve: (answer: ExecutionResult) => void;
  readonly reject: (error: unknown) => void;
}

/** One read and all who wait for it; it is called off when none is left. */
class SharedRead {
  private readonly waiters = new Set<Waiter>();
  private readonly ending = new AbortController();

  constructor(private readonly onEnd: () => void) {}

  start(start: Start): void {
    start(this.ending.signal).then(
      (answer) => {
        this.onEnd();
        let isTaken = false;
        for (const { resolve } of this.waiters) {
          // Whoever gets an answer changes it.
          resolve(isTaken ? { ...answer, data: copyOf(answer.data) } : answer);
          isTaken = true;
        }
      },
      (error) => {
        this.onEnd();
        for (const { reject } of this.waiters) reject(error);
      },
    );
  }

  join(signal: AbortSignal | undefined): Promise<ExecutionResult> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiters.delete(waiter);
        reject(signal?.reason);
        if (this.waiters.size > 0) return;
        this.onEnd();
        this.ending.abort(signal?.reason);
      };
      const stay = () => signal?.removeEventListener('abort', leave);
      const waiter: Waiter = {
        resolve: (answer) => {
          stay();
          resolve(answer);
        },
        reject: (error) => {
          stay();
          reject(error);
        },
      };
      this.waiters.add(waiter);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }
}
