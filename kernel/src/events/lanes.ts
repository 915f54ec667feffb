import { setTimeout as delay } from 'node:timers/promises';
import type { Uuid } from '../graph/id.js';

/** Most organizations of a source that are worked for while nobody waits for them. */
const mostBehind = 2;
/** How long an organization is waited for before it is left behind, and the others go on without it. */
const patienceMs = 100;
/** How long one may go on when others wait for their turn. */
const turnMs = 1_000;

/** Work for one organization. */
export interface Lane {
  readonly organizationId: Uuid;
  /** Whether it has ended, and whether there is nothing left to do. */
  isOver: boolean;
  isThrough: boolean;
  error: unknown;
  /** Nobody waits for it: what it leaves undone must be noted. */
  isLeftBehind: boolean;
  /** More came for its organization after it began. */
  hasMore: boolean;
}

interface Running extends Lane {
  readonly beganAt: number;
  readonly leave: AbortController;
  readonly over: Promise<void>;
}

type Work = (signal: AbortSignal) => Promise<boolean>;

/**
 * Organizations whose events are being handled, each by itself. One that takes long is left behind. When too many are, one
 * of them is told to make room: it stops after the event that it is at, and has another turn.
 */
export class Lanes {
  private readonly lanes = new Map<Uuid, Running>();
  private isStopped = false;

  /** @param onOver told when a lane ends that was left behind. */
  constructor(private readonly onOver: () => void) {}

  of(organizationId: Uuid): Lane | undefined {
    return this.lanes.get(organizationId);
  }

  /** Whether there is no room for one more that nobody waits for. */
  get isFull(): boolean {
    return this.behind().length >= mostBehind;
  }

  /** Works for an organization and waits for the end, but not too long. */
  async work(organizationId: Uuid, work: Work): Promise<Lane> {
    const lane = this.start(organizationId, work);
    const waiting = new AbortController();
    const late = delay(patienceMs, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([lane.over, late]);
    waiting.abort();
    while (!lane.isOver && this.isFull) {
      const behind = this.behind();
      behind[0]?.leave.abort();
      // Whichever ends makes room: the oldest may be at an event that takes for ever.
      await Promise.race([lane.over, ...behind.map(({ over }) => over)]);
    }
    if (lane.isOver) this.lanes.delete(organizationId);
    else lane.isLeftBehind = true;
    return lane;
  }

  /** Works for an organization, and waits for nothing. */
  workBehind(organizationId: Uuid, work: Work): void {
    this.start(organizationId, work).isLeftBehind = true;
  }

  /** Others wait for their turn. */
  endLongTurns(): void {
    for (const { beganAt, leave } of this.behind()) if (Date.now() - beganAt >= turnMs) leave.abort();
  }

  /** Takes out those that were left behind and have ended since. */
  takeOver(): Lane[] {
    const over = [...this.lanes.values()].filter((lane) => lane.isOver && lane.isLeftBehind);
    for (const { organizationId } of over) this.lanes.delete(organizationId);
    return over;
  }

  /** Ends all after the event that each is at. */
  async stop(): Promise<void> {
    this.isStopped = true;
    const lanes = [...this.lanes.values()];
    for (const { leave } of lanes) leave.abort();
    await Promise.all(lanes.map(({ over }) => over));
  }

  /** Those that go on while nobody waits for them, the longest first. */
  private behind(): Running[] {
    return [...this.lanes.values()].filter((lane) => lane.isLeftBehind && !lane.isOver);
  }

  private start(organizationId: Uuid, work: Work): Running {
    const leave = new AbortController();
    if (this.isStopped) leave.abort();
    const ended = Promise.withResolvers<void>();
    const lane: Running = {
      organizationId,
      isOver: false,
      isThrough: false,
      error: null,
      isLeftBehind: false,
      hasMore: false,
      beganAt: Date.now(),
      leave,
      over: ended.promise,
    };
    this.lanes.set(organizationId, lane);
    work(leave.signal)
      .then(
        (isThrough) => {
          lane.isThrough = isThrough;
        },
        (error: unknown) => {
          lane.error = error;
        },
      )
      .finally(() => {
        lane.isOver = true;
        ended.resolve();
        // After an error the next try comes with the next poll.
        if (lane.isLeftBehind && !lane.error) this.onOver();
      });
    return lane;
  }
}
