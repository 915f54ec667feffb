import type { Msg } from '@nats-io/transport-node';
import type { Uuid } from '../graph/id.js';
import type { Logger } from '../log.js';
import type { Outbox } from './bus.js';
import type { NatsLink } from './nats-link.js';

/** What a source is asked for: an organization's events after a position, or, without one, the positions of all. */
interface Question {
  readonly organizationId?: Uuid;
  readonly after?: number;
  readonly limit?: number;
}

const subjectOf = (source: string) => `kith.ask.${source}`;

const patienceMs = 5_000;
/** An answer travels in parts, below what a broker takes in one message; an empty one ends it. */
const partBytes = 256 * 1024;

/** Asks any instance of a source. */
export async function ask<Answer>(link: NatsLink, source: string, question: Question): Promise<Answer> {
  const { connection } = link.session();
  const parts = await connection.requestMany(subjectOf(source), JSON.stringify(question), {
    strategy: 'sentinel',
    maxWait: patienceMs,
  });
  const received: Uint8Array[] = [];
  for await (const { data } of parts) received.push(data);
  try {
    return JSON.parse(Buffer.concat(received).toString());
  } catch {
    // No answer, or one that broke off.
    throw new Error(`${source} could not say what its outbox holds`);
  }
}

/** Answers for a source, until the answer is called. */
export function answerFor(link: NatsLink, source: string, outbox: Outbox, logger: Logger): () => void {
  return link.hear(subjectOf(source), 'kith', (message) => {
    answer(outbox, message).catch((error: unknown) => {
      logger.warn({ err: error, source }, 'what the outbox holds could not be told');
      message.respond();
    });
  });
}

async function answer(outbox: Outbox, message: Msg): Promise<void> {
  const { organizationId, after = 0, limit = 1 } = message.json<Question>();
  const found = organizationId
    ? await outbox.read(organizationId, after, limit)
    : await outbox.lastPositions();
  const bytes = Buffer.from(JSON.stringify(found));
  for (let at = 0; at < bytes.length; at += partBytes) message.respond(bytes.subarray(at, at + partBytes));
  message.respond();
}
