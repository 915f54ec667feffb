import type { Message } from './message.js';
import { type Arrival, StreamOver } from './upstream.js';

/** Some of what came behind a cursor, and from where to go on. */
export interface Missed {
  readonly messages: readonly Message[];
  readonly cursor: string;
  /** How far it is known, or null when there is more to be read. */
  readonly position: number | null;
}

const mostMessages = 200;
const mostCharacters = 1024 * 1024;

/** Reads a stream until it says that all that was missed is sent, or until it is much. */
export async function readMissed(
  arrivals: AsyncGenerator<Arrival, void, undefined>,
  messageOf: (arrival: Arrival) => Promise<Message>,
): Promise<Missed> {
  const messages: Message[] = [];
  let characters = 0;
  for await (const arrival of arrivals) {
    const { answer, cursor, position } = arrival;
    if (cursor === null) break;
    if (!answer) return { messages, cursor, position };
    const message = await messageOf(arrival);
    messages.push(message);
    characters += message.json.length;
    if (messages.length >= mostMessages || characters >= mostCharacters)
      return { messages, cursor, position: null };
  }
  throw new StreamOver([]);
}
