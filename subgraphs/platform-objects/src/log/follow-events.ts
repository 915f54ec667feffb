import { cursorPlace, type Delivery, type Edge, type Feed, Mark, type Request } from '@kith/kernel';
import { authorize } from '../policy.js';
import type { LoggedEvent } from './event.entity.js';
import { events } from './log.loaders.js';
import { requireKept } from './require-kept.js';
import { type WantedEvents, whichEvents } from './which-events.js';

export interface FollowedEvents extends WantedEvents {
  readonly after?: string | null;
}

/** Most events that are read at once. */
const first = 100;

/** An event as it is sent. */
export type SentEvent = Edge<LoggedEvent> & Delivery;

/**
 * The events of the log behind a cursor or, without one, behind its present end: those that are there and those that come.
 *
 * @throws RequestError `FORBIDDEN`, `BAD_USER_INPUT`, and `CURSOR_EXPIRED` when events after the cursor are removed.
 */
export async function followEvents(
  feed: Feed,
  { after, ...wanted }: FollowedEvents,
): Promise<AsyncIterable<SentEvent | Mark>> {
  authorize(feed.actor, 'event:read');
  const condition = whichEvents(wanted);
  let cursor = after ?? (await feed.read(endOfLog));
  let isMarked = false;
  const next = async (request: Request) => {
    await requireKept(request, { after: cursor });
    const { edges } = await events.list(request, { first, after: cursor }, condition);
    // What is not wanted was seen too, and may be removed.
    cursor = (edges.length < first ? await endOfLog(request) : edges.at(-1)?.cursor) ?? cursor;
    const sent: (SentEvent | Mark)[] = edges.map((edge) => ({ ...edge, position: placeOf(edge.cursor) }));
    if (isMarked || edges.length === first || cursor === null) return sent;
    isMarked = true;
    return [...sent, new Mark(cursor, placeOf(cursor))];
  };
  // What is wrong with the arguments is told before anything is sent.
  const found = await feed.read(next);
  return (async function* () {
    yield* found;
    yield* feed.follow(next);
  })();
}

function placeOf(cursor: string): number {
  return Number(cursorPlace(cursor)[0]);
}

async function endOfLog(request: Request): Promise<string | null> {
  const { pageInfo } = await events.list(request, { last: 1 });
  return pageInfo.endCursor;
}
