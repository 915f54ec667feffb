import { type Channel, channel, type TracingChannel, tracingChannel } from 'node:diagnostics_channel';

/** Something that takes time, as those get it who listen: what it is, and when it is over, what came of it. */
export type Activity<Detail, Result = unknown> = Detail & {
  /** On the clock of `performance.now()`. */
  readonly beganAt: number;
  readonly result?: Result;
  readonly error?: unknown;
};

/**
 * Announces one kind of activity, under its name when one begins. Where nobody listens it costs nothing. Those who listen are
 * metrics, traces, logs, and tests that count.
 */
export class ActivityChannel<Detail extends object, Result = unknown> {
  readonly channel: TracingChannel;

  constructor(readonly name: string) {
    const named = (part: string) => channel(name + part) as Channel<unknown, object>;
    this.channel = tracingChannel({
      start: named(''),
      end: named(':end'),
      asyncStart: named(':asyncStart'),
      asyncEnd: named(':asyncEnd'),
      error: named(':error'),
    });
  }

  /** Does the work, and announces it. */
  during<Answer extends Result>(detail: Detail, work: () => Promise<Answer>): Promise<Answer> {
    if (!this.channel.hasSubscribers) return work();
    return this.channel.tracePromise(work, { ...detail, beganAt: performance.now() });
  }

  /** Announces what others did, and told only afterwards. */
  did(detail: Detail, lastedMs: number, error?: unknown): void {
    if (!this.channel.hasSubscribers) return;
    const activity = { ...detail, beganAt: performance.now() - lastedMs, error };
    this.channel.start.publish(activity);
    this.channel.asyncEnd.publish(activity);
  }

  /** Calls `listener` at the end of each, until the answer is called. */
  onEnd(listener: (activity: Activity<Detail, Result>, lastedMs: number) => void): () => void {
    const hear = (message: unknown) => {
      const activity = message as Activity<Detail, Result>;
      listener(activity, performance.now() - activity.beganAt);
    };
    this.channel.asyncEnd.subscribe(hear);
    return () => void this.channel.asyncEnd.unsubscribe(hear);
  }
}
