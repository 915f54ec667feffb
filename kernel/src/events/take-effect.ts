import type { Database } from '../database/database.js';
import type { Uuid } from '../graph/id.js';
import type { Logger } from '../log.js';
import { bury } from './bury.js';
import type { Bus } from './bus.js';
import { EventsMissing, handleEvents } from './handle-events.js';
import type { Handler } from './handler.js';
import type { Inbox } from './inbox.js';
import type { Stretch } from './stretch.js';

/** Most events of an organization that are read at once when it catches up. */
const mostEvents = 200;

export interface EffectOptions {
  readonly source: string;
  readonly database: Database;
  readonly inbox: Inbox;
  readonly bus: Bus;
  readonly handlers: readonly Handler[];
  /** How often an event is tried before it goes to the dead letters. */
  readonly mostTries: number;
  readonly logger: Logger;
}

/** One organization's turn: its events take effect until there are no more, one fails, or the signal tells it to make room. */
export interface Turn {
  readonly organizationId: Uuid;
  readonly signal: AbortSignal;
  /** How often its next event was tried. */
  readonly tries: number;
}

/** Answers whether all of a stretch took effect; what is missing before it is fetched first. One that failed is postponed. */
export async function takeEffect(options: EffectOptions, turn: Turn, stretch: Stretch): Promise<boolean> {
  const { database, handlers } = options;
  const { after, events } = stretch;
  try {
    return await handleEvents(database, handlers, events, after, turn.signal);
  } catch (error) {
    if (error instanceof EventsMissing) return catchUp(options, turn);
    return afterFailure(options, turn, stretch, error);
  }
}

/** Answers whether everything took effect that the source has of an organization after what was handled. */
export async function catchUp(options: EffectOptions, turn: Turn): Promise<boolean> {
  const { source, inbox, bus, logger } = options;
  const { organizationId, signal } = turn;
  for (let { tries } = turn; !signal.aborted; tries = 0) {
    const after = await inbox.handled(organizationId);
    const events = await bus.readOrganization(source, organizationId, after, mostEvents);
    const [first] = events;
    if (!first) return true;
    if (first.position > after + 1)
      logger.warn({ source, organizationId, after, found: first.position }, 'events between have expired');
    if (!(await takeEffect(options, { ...turn, tries }, { after, events }))) return false;
  }
  return false;
}

async function afterFailure(
  options: EffectOptions,
  turn: Turn,
  { after, events }: Stretch,
  error: unknown,
): Promise<boolean> {
  const { source, database, inbox, mostTries, logger } = options;
  const { organizationId } = turn;
  // A database that is away is nobody's fault: this throws, and the round starts again when it is back.
  const handled = await inbox.handled(organizationId);
  const index = events.findIndex(({ position }) => position > handled);
  const failed = events[index];
  if (!failed) return true;
  // A try counts against the event that failed; when others went through before it, it is its first.
  const tries = index === 0 ? turn.tries + 1 : 1;
  const { id, type, position } = failed;
  logger.warn(
    { err: error, source, organizationId, event: id, type, tries },
    'an event could not be handled',
  );
  if (tries >= mostTries) {
    const before = events[index - 1]?.position ?? after;
    const isBuried = await bury(database, failed, before, error, tries).then(
      () => true,
      (err: unknown) =>
        void logger.error({ err, event: id }, 'an event could not be put to the dead letters'),
    );
    const rest = { after: position, events: events.slice(index + 1) };
    if (isBuried) return takeEffect(options, { ...turn, tries: 0 }, rest);
  }
  await inbox.postpone(organizationId, tries, backoffMs(tries));
  return false;
}

/** 100 ms, doubled with every try up to a minute, and somewhat less by chance, so that not all come at once. */
function backoffMs(tries: number): number {
  return Math.min(60_000, 50 * 2 ** tries) * (0.75 + Math.random() / 4);
}
