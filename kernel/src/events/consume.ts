import type { Uuid } from '../graph/id.js';
import type { LastPositions, Reading } from './bus.js';
import type { DomainEvent } from './event.js';
import { Lanes } from './lanes.js';
import { stretchOf } from './stretch.js';
import { catchUp, type EffectOptions, takeEffect } from './take-effect.js';

/** How often an event is tried, unless a setting says otherwise: about a minute and a half in all. */
export const mostTries = 12;

/** Most events that a round takes from the bus. */
const mostEvents = 500;
/** Most organizations that a round handles at the same time. */
const mostAtOnce = 3;

export interface Consumer {
  /** Answers whether there is more. */
  round(): Promise<boolean>;
  stop(): Promise<void>;
}

/** The era in which a source was asked how far it is, and what it said. */
interface Asked {
  readonly era: string | undefined;
  answer: LastPositions | null;
}

/**
 * The consumer of one source. A round looks at the log from where it last stopped, and lets each organization's events take
 * effect in their order. One whose event fails, or takes long, is left behind: it is noted, the others go on, and it catches
 * up by itself. The scan moves on when everything before it has taken effect or stands noted, so a crash loses nothing.
 */
export function consumer(options: EffectOptions, onMore: () => void): Consumer {
  const { inbox, bus, source, logger } = options;
  const lanes = new Lanes(onMore);
  let asked: Asked = { era: undefined, answer: null };
  let isStopping = false;

  async function round(): Promise<boolean> {
    await settleThoseBehind();
    await catchUpThoseBehind();
    const scanned = await inbox.scanned();
    const reading = await bus.read(source, scanned, mostEvents);
    await handle(reading);
    if (isStopping) return false;
    // Who has nothing to note writes nothing: there is a round each second.
    if (reading.place !== scanned) await inbox.moveScan(reading.place);
    askWhoIsFurther(reading);
    return reading.isMore || (await noteWhoShouldBeFurther());
  }

  /** Those that were left behind and have ended: through, unless the log was passed over since they began. */
  async function settleThoseBehind(): Promise<void> {
    for (const { organizationId, isThrough, hasMore, error } of lanes.takeOver()) {
      if (error) tell(organizationId, error);
      if (isThrough && !hasMore) await inbox.noteThrough(organizationId);
      else await inbox.requeue(organizationId);
    }
  }

  async function catchUpThoseBehind(): Promise<void> {
    const due = (await inbox.due()).filter(({ organizationId }) => !lanes.of(organizationId));
    for (const { organizationId, tries } of due) {
      if (isStopping) return;
      if (lanes.isFull) return lanes.endLongTurns();
      lanes.workBehind(organizationId, (signal) => catchUp(options, { organizationId, signal, tries }));
    }
  }

  function tell(organizationId: Uuid, error: unknown): void {
    logger.warn({ err: error, source, organizationId }, 'an organization is left behind for now');
  }

  async function handle({ events, incomplete }: Reading): Promise<void> {
    const behind = await inbox.behind();
    const groups = Map.groupBy(events, ({ organizationId }) => organizationId);
    for (const organizationId of incomplete) groups.set(organizationId, []);
    const waiting = [...groups].filter(([organizationId]) => {
      const lane = lanes.of(organizationId);
      if (lane) lane.hasMore = true;
      return !lane && !behind.has(organizationId);
    });
    const next = async (): Promise<void> => {
      for (let group = waiting.shift(); group && !isStopping; group = waiting.shift())
        await handleOne(...group);
    };
    // All have ended before a failure is told: the next round must not meet them.
    const ended = await Promise.allSettled(Array.from({ length: mostAtOnce }, next));
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
  }

  async function handleOne(organizationId: Uuid, events: readonly DomainEvent[]): Promise<void> {
    const stretch = stretchOf(events);
    const lane = await lanes.work(organizationId, (signal) => {
      const turn = { organizationId, signal, tries: 0 };
      return stretch ? takeEffect(options, turn, stretch) : catchUp(options, turn);
    });
    if (lane.error) tell(organizationId, lane.error);
    if (!lane.isThrough) await inbox.noteBehind([organizationId]);
  }

  /** In a new era of the log, asks the source who should be further. Nobody waits for the answer: the source may be away. */
  function askWhoIsFurther({ era }: Reading): void {
    if (era === asked.era) return;
    const asking: Asked = { era, answer: null };
    asked = asking;
    bus.lastPositions(source).then(
      (answer) => {
        asking.answer = answer;
        onMore();
      },
      (error: unknown) => {
        if (!isStopping) logger.warn({ err: error, source }, 'a source does not say how far it is');
        if (asked === asking) asked = { era: undefined, answer: null };
      },
    );
  }

  /** Those that should be further, once the log is read to its end, are behind: it lacks something. */
  async function noteWhoShouldBeFurther(): Promise<boolean> {
    if (!asked.answer) return false;
    const short = await inbox.shortOf(asked.answer);
    await inbox.noteBehind(short);
    asked.answer = null;
    for (const organizationId of short) {
      const lane = lanes.of(organizationId);
      if (lane) lane.hasMore = true;
    }
    return short.length > 0;
  }

  return {
    round,
    async stop() {
      isStopping = true;
      await lanes.stop();
    },
  };
}
