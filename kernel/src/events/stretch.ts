import type { DomainEvent } from './event.js';

/** Events of one organization and source that follow each other: none is between `after` and the first, nor between any two. */
export interface Stretch {
  readonly after: number;
  readonly events: readonly DomainEvent[];
}

/** What a log gave of an organization, in that order, as a stretch; null when something is missing between. */
export function stretchOf(given: readonly DomainEvent[]): Stretch | null {
  const events: DomainEvent[] = [];
  for (const event of given) {
    const last = events.at(-1);
    if (last && event.position > last.position + 1) return null;
    if (!last || event.position > last.position) events.push(event);
  }
  const [first] = events;
  return first ? { after: first.position - 1, events } : null;
}
