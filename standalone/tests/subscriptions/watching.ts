import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What came of a subscription. */
export interface Sent {
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  readonly data?: any;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly extensions?: { readonly cursor?: string };
}

export interface Watching {
  /** What comes next. */
  next(): Promise<Sent>;
  end(): Promise<unknown>;
}

/** A client of a gateway, which asks whatever it is asked to; the token is taken anew for each connection. */
export function clientOf(url: string, token: () => string | Promise<string>): Client {
  return createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: async () => ({ authorization: `Bearer ${await token()}` }),
    retryAttempts: 0,
    lazyCloseTimeout: 0,
  });
}

/** Subscribes, and waits until it has begun. */
export async function watch(
  client: Client,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Watching> {
  const watching = open(client, query, variables);
  const first = await watching.next();
  if (first.data !== undefined || first.errors) throw new Error(`It has not begun: ${JSON.stringify(first)}`);
  return watching;
}

/** Subscribes; the first that comes without data says that it has begun, and that what was missed is sent. */
export function open(client: Client, query: string, variables: Record<string, unknown> = {}): Watching {
  const sent = client.iterate({ query, variables, extensions: { marks: true } });
  return {
    async next() {
      const { value, done } = await sent.next();
      if (done) throw new Error('It is over');
      return value as Sent;
    },
    end: async () => sent.return?.(),
  };
}
