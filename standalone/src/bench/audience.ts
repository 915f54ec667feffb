import { createHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'undici';

const atOnce = 50;

/** Clients of graphql-transport-ws, each with one subscription on a connection of its own. */
export interface Audience {
  /** Nanoseconds from sending until the first client had it, by message, and until a client had it, by client. */
  readonly delays: Readonly<Record<'first' | 'each', ReturnType<typeof createHistogram>>>;
  /** Has a message sent to all, and waits until all have it: false when they do not within a while. `send` says when it sent. */
  push(send: () => Promise<bigint>, patienceMs?: number): Promise<boolean>;
  /** What the last message was, but for its id. */
  last(): string;
  /** Ends the subscriptions and their connections. */
  leave(): Promise<void>;
}

export interface Subscribing {
  readonly url: string;
  readonly init: object;
  /** Null to connect and do nothing else. */
  readonly query: string | null;
}

/** Connects clients, and subscribes each of them. */
export async function gather(count: number, subscribing: Subscribing): Promise<Audience> {
  const arrivals: bigint[] = [];
  let all = Promise.withResolvers<void>();
  let last = '';
  const hear = (text: string) => {
    arrivals.push(process.hrtime.bigint());
    last = text;
    if (arrivals.length === count) all.resolve();
  };
  const sockets: WebSocket[] = [];
  while (sockets.length < count)
    sockets.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(atOnce, count - sockets.length) }, () => open(subscribing, hear)),
      )),
    );
  const delays = { first: createHistogram(), each: createHistogram() };
  return {
    delays,
    last: () => JSON.stringify(JSON.parse(last).payload),
    async push(send, patienceMs = 30_000) {
      arrivals.length = 0;
      all = Promise.withResolvers();
      const sent = await send();
      const waiting = new AbortController();
      const patience = sleep(patienceMs, undefined, { signal: waiting.signal }).catch(() => undefined);
      await Promise.race([all.promise, patience]);
      waiting.abort();
      if (arrivals.length < count) return false;
      const [first = 1n, ...others] = arrivals.map((arrival) => (arrival > sent ? arrival - sent : 1n));
      delays.first.record(first);
      for (const delay of [first, ...others]) delays.each.record(delay);
      return true;
    },
    async leave() {
      for (const socket of sockets) {
        const closed = new Promise((resolve) => socket.addEventListener('close', resolve, { once: true }));
        socket.close(1000);
        await closed;
      }
    },
  };
}

/** Resolves when the server has acknowledged the connection, and the subscription is sent. */
function open({ url, init, query }: Subscribing, hear: (text: string) => void): Promise<WebSocket> {
  const socket = new WebSocket(url, 'graphql-transport-ws');
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: init })),
    );
    socket.addEventListener('message', ({ data }) => {
      const text = String(data);
      // Reading each message whole would cost more than to send it.
      if (text.includes('"type":"next"')) return hear(text);
      const { type } = JSON.parse(text);
      if (type === 'error') throw new Error(`${url} refuses the subscription: ${text}`);
      if (type === 'ping') socket.send('{"type":"pong"}');
      if (type !== 'connection_ack') return;
      if (query) socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
      resolve(socket);
    });
    socket.addEventListener('error', () => reject(new Error(`${url} cannot be reached`)));
    socket.addEventListener('close', ({ code, reason }) =>
      reject(new Error(`${url} has closed a connection: ${code} ${reason}`)),
    );
  });
}
