import type { Uuid } from '../graph/id.js';
import type { Logger } from '../log.js';
import type { Bus, LastPositions } from './bus.js';
import type { DomainEvent } from './event.js';
import { answerFor, ask } from './nats-asking.js';
import { linkNats, type NatsSession } from './nats-link.js';
import { eventsOf, messagesBetween, prepareStream, rangeOf, type StreamLimits } from './nats-stream.js';

const newsOf = (source: string) => `kith.news.${source}`;

/**
 * The bus on NATS JetStream. A stream is bounded, and a broker may forget what it acknowledged (it writes to the disk now
 * and then), so the stream is not what consumers rely on: the outbox is. A consumer sees by the positions that something
 * is missing and asks the source for it, past the stream. (Had the source published it again, it would come after what it
 * belongs before.) That nothing is missing at the end of the stream it sees by the source's `lastPositions`, for which it asks
 * in every new era: after each connection, and when the stream was found cut off or begun anew.
 */
export function natsBus(url: string, limits: StreamLimits, logger: Logger): Bus {
  const link = linkNats(url, logger);
  let losses = 0;
  return {
    name: 'nats',
    async publish(source, events) {
      const session = link.session();
      try {
        await prepareStream(session, source, limits);
        await append(session, source, events);
      } catch (error) {
        // Somebody may have removed the stream.
        session.prepared.delete(source);
        throw error;
      }
      session.connection.publish(newsOf(source));
    },
    async read(source, after, limit) {
      const session = link.session();
      const { first_seq: oldest, last_seq: newest } = await rangeOf(session, source);
      const first = Math.max(after + 1, oldest);
      const last = Math.min(newest, first + limit - 1);
      const messages = await messagesBetween(session, source, first, last);
      if (after > newest || first > after + 1 || messages.includes(null)) losses++;
      const held = messages.filter((message) => message !== null);
      return {
        events: held.flatMap((message) => (message.data.length > 0 ? [message.json<DomainEvent>()] : [])),
        incomplete: held.flatMap(({ data, subject }) =>
          data.length > 0 ? [] : [subject.slice(subject.lastIndexOf('.') + 1) as Uuid],
        ),
        place: last,
        isMore: last < newest,
        era: `${session.number}.${losses}`,
      };
    },
    readOrganization: (source, organizationId, after, limit) =>
      ask<DomainEvent[]>(link, source, { organizationId, after, limit }),
    lastPositions: (source) => ask<LastPositions>(link, source, {}),
    answer: (source, outbox) => answerFor(link, source, outbox, logger),
    onNews: (source, listener) => link.hear(newsOf(source), undefined, listener),
    isReachable: async () => {
      try {
        await link.session().streams.getAccountInfo();
        return true;
      } catch {
        return false;
      }
    },
    close: () => link.close(),
  };
}

/** Appends events in their order; the stream leaves out those that it was given in the last two minutes. */
async function append(
  { connection, publisher }: NatsSession,
  source: string,
  events: readonly DomainEvent[],
): Promise<void> {
  // Half of what a message may have: the server hands it out in an envelope, a third larger.
  const mostBytes = (connection.info?.max_payload ?? 0) / 2;
  const sent = await Promise.allSettled(
    events.map((event) => {
      const text = JSON.stringify(event);
      // What is too large stands there as an empty message.
      return publisher.publish(
        eventsOf(source, event.organizationId),
        Buffer.byteLength(text) > mostBytes ? undefined : text,
        { msgID: `${event.organizationId}/${event.position}` },
      );
    }),
  );
  for (const one of sent) if (one.status === 'rejected') throw one.reason;
}
