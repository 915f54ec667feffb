import { type ClientOptions, WebSocket } from 'ws';

/** A client that knows nothing of the protocol: it says texts, and tells what it is told. */
export interface RawSocket {
  say(message: unknown): void;
  /** The next message. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it was told
  heard(): Promise<any>;
  /** The next message of an operation. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it was told
  heardOf(id: string): Promise<any>;
  /** Messages that came and were not looked at. */
  readonly unheard: unknown[];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly socket: WebSocket;
  close(): void;
}

export async function rawSocket(
  url: string,
  protocol: string | string[] = 'graphql-transport-ws',
  options: ClientOptions = {},
): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol, options);
  const unheard: unknown[] = [];
  let arrived = Promise.withResolvers<void>();
  socket.on('message', (data) => {
    unheard.push(JSON.parse(String(data)));
    arrived.resolve();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => {
      resolve({ code, reason: String(reason) });
      arrived.resolve();
    });
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const take = async (isIt: (message: { id?: string }) => boolean) => {
    for (;;) {
      const index = unheard.findIndex((message) => isIt(message as object));
      if (index >= 0) return unheard.splice(index, 1)[0];
      if (socket.readyState === WebSocket.CLOSED) throw new Error(`closed: ${JSON.stringify(await closed)}`);
      arrived = Promise.withResolvers();
      await arrived.promise;
    }
  };
  return {
    socket,
    closed,
    unheard,
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    heard: () => take(() => true),
    heardOf: (id) => take((message) => message.id === id),
    close: () => socket.close(),
  };
}
