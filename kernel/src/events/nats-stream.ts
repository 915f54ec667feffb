import { JetStreamApiCodes, JetStreamApiError, type StoredMsg, type StreamInfo } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { NatsSession } from './nats-link.js';

/** How much a stream keeps: what is older, or more, is dropped from its beginning. */
export interface StreamLimits {
  readonly mebibytes: number;
  readonly days: number;
}

/** The stream of a source's events, and the subject of an organization's in it. */
export const streamOf = (source: string) => `kith-${source}`;
export const eventsOf = (source: string, organizationId: string) => `kith.events.${source}.${organizationId}`;

const dayMs = 24 * 60 * 60 * 1_000;
const nameInUse = 10058;

function hasCode(error: unknown, code: number): boolean {
  return error instanceof JetStreamApiError && error.code === code;
}

/** Makes a source's stream where it is missing, and gives it the limits; what an administrator set beside them stays. */
export async function prepareStream(
  { streams, prepared }: NatsSession,
  source: string,
  { mebibytes, days }: StreamLimits,
): Promise<void> {
  if (prepared.has(source)) return;
  const name = streamOf(source);
  const limits = { max_bytes: mebibytes * 1024 * 1024, max_age: nanos(days * dayMs) };
  try {
    await streams.streams.add({ name, subjects: [eventsOf(source, '*')], ...limits });
  } catch (error) {
    if (!hasCode(error, nameInUse)) throw error;
    const { config } = await streams.streams.info(name);
    await streams.streams.update(name, { ...config, ...limits });
  }
  prepared.add(source);
}

/** The sequence numbers between which a source's stream has messages. One that is missing has none. */
export async function rangeOf(
  { streams }: NatsSession,
  source: string,
): Promise<Pick<StreamInfo['state'], 'first_seq' | 'last_seq'>> {
  try {
    return (await streams.streams.info(streamOf(source))).state;
  } catch (error) {
    if (hasCode(error, JetStreamApiCodes.StreamNotFound)) return { first_seq: 1, last_seq: 0 };
    throw error;
  }
}

/**
 * Messages by their sequence numbers, null where the stream has none any more. They are asked for one by one, all at once:
 * that needs no consumer on the server, whose place would be one more thing to lose and to keep in step with the inbox.
 */
export function messagesBetween(
  { streams }: NatsSession,
  source: string,
  first: number,
  last: number,
): Promise<(StoredMsg | null)[]> {
  const sequences = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return Promise.all(sequences.map((seq) => streams.streams.getMessage(streamOf(source), { seq })));
}
