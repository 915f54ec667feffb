import { type JetStreamClient, type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { type ConnectionOptions, connect, type Msg, type NatsConnection } from '@nats-io/transport-node';
import type { Logger } from '../log.js';

const againMs = 500;

/** A connection while it lasts. */
export interface NatsSession {
  readonly connection: NatsConnection;
  readonly streams: JetStreamManager;
  readonly publisher: JetStreamClient;
  /** Counts the connections of this process: what a broker had not written down may be lost between two of them. */
  readonly number: number;
  /** Sources whose stream is known to be as it should. */
  readonly prepared: Set<string>;
}

export interface NatsLink {
  /** @throws Error when there is no connection at the moment. */
  session(): NatsSession;
  /** Hears a subject in this and all later connections, until the answer is called. One of those with the same `queue` hears a message. */
  hear(subject: string, queue: string | undefined, listener: (message: Msg) => void): () => void;
  close(): Promise<void>;
}

interface Ear {
  readonly subject: string;
  readonly queue: string | undefined;
  readonly listener: (message: Msg) => void;
  forget(): void;
}

/**
 * Connects to NATS, and again whenever the connection was lost. The library would do so by itself and keep what is to be
 * sent until then; here it is refused at once, because the outbox keeps it, and the reader must know that there was a gap.
 */
export function linkNats(url: string, logger: Logger): NatsLink {
  const ears = new Set<Ear>();
  let present: NatsSession | undefined;
  let count = 0;
  let isClosed = false;
  let again: NodeJS.Timeout | undefined;
  let isAwayKnown = false;

  const start = () => {
    connectOnce().catch((error: unknown) => {
      if (!isAwayKnown) logger.warn({ err: error }, 'NATS is away: events wait in the outboxes');
      isAwayKnown = true;
      if (!isClosed) again = setTimeout(start, againMs);
    });
  };
  const connectOnce = async () => {
    const connection = await connect(optionsOf(url));
    if (isClosed) return connection.close();
    const streams = await jetstreamManager(connection, { checkAPI: false, timeout: patienceMs });
    const publisher = jetstream(connection, { timeout: patienceMs });
    present = { connection, streams, publisher, number: ++count, prepared: new Set() };
    isAwayKnown = false;
    for (const ear of ears) listenIn(connection, ear);
    logger.info({ server: connection.getServer() }, 'connected to NATS');
    const error = await connection.closed();
    present = undefined;
    throw error ?? new Error('The connection to NATS was closed');
  };
  start();

  return {
    session() {
      if (!present || present.connection.isClosed()) throw new Error('NATS is away');
      return present;
    },
    hear(subject, queue, listener) {
      const ear: Ear = { subject, queue, listener, forget: () => undefined };
      ears.add(ear);
      if (present) listenIn(present.connection, ear);
      return () => {
        ears.delete(ear);
        ear.forget();
      };
    },
    async close() {
      isClosed = true;
      clearTimeout(again);
      await present?.connection.close();
    },
  };
}

/** How long an answer of the broker is waited for. */
const patienceMs = 5_000;

function listenIn(connection: NatsConnection, ear: Ear): void {
  if (connection.isClosed()) return;
  const subscription = connection.subscribe(ear.subject, {
    queue: ear.queue,
    callback: (error, message) => void (error ?? ear.listener(message)),
  });
  // What is on its way is still heard: whoever asked waits for an answer.
  ear.forget = () => void (connection.isClosed() || subscription.drain().catch(() => undefined));
}

/** `nats://user:password@one:4222,nats://two:4222`, or `tls:`. */
function optionsOf(url: string): ConnectionOptions {
  const urls = url.split(',').map((one) => new URL(one));
  const [first] = urls as [URL];
  return {
    servers: urls.map(({ host }) => host),
    ...(first.username && {
      user: decodeURIComponent(first.username),
      pass: decodeURIComponent(first.password),
    }),
    ...(first.protocol === 'tls:' && { tls: {} }),
    name: 'kith',
    reconnect: false,
    timeout: patienceMs,
    pingInterval: 10_000,
  };
}
