import { WebSocket } from 'ws';

/** What came of an operation, on whichever way it went. */
export interface Came {
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  readonly data?: any;
  readonly code?: string;
}

/** An operation as a client says it: by its text, by its hash, or by both. */
export interface Said {
  readonly query?: string;
  readonly documentId?: string;
  readonly variables?: object;
  readonly extensions?: object;
}

type Way = (url: string, headers: Record<string, string>, said: Said) => Promise<Came>;

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  readonly data?: any;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

const cameOf = ({ data, errors }: Answer): Came => ({
  ...(data && { data }),
  ...(errors?.[0] && { code: errors[0].extensions?.code }),
});

function search(said: Said): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(said))
    parameters.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  return String(parameters);
}

const json = { 'content-type': 'application/json' };

async function events(response: Promise<Response>): Promise<Came> {
  const text = await (await response).text();
  if (text.startsWith('{')) return cameOf(JSON.parse(text));
  const [, data = '{}'] = /^data: (\{.*\})$/m.exec(text) ?? [];
  return cameOf(JSON.parse(data));
}

const post = (url: string, headers: Record<string, string>, said: Said) =>
  fetch(`${url}/graphql`, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(said) });

const get = (url: string, headers: Record<string, string>, said: Said) =>
  fetch(`${url}/graphql?${search(said)}`, { headers: { ...json, ...headers } });

const stream = { accept: 'text/event-stream' };

/** Every way on which an operation can come. */
export const ways: Readonly<Record<string, Way>> = {
  POST: async (...asked) => cameOf((await (await post(...asked)).json()) as Answer),
  GET: async (...asked) => cameOf((await (await get(...asked)).json()) as Answer),
  'server-sent events by POST': (url, headers, said) => events(post(url, { ...headers, ...stream }, said)),
  'server-sent events by GET': (url, headers, said) => events(get(url, { ...headers, ...stream }, said)),
  WebSocket: (url, headers, said) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      const say = (message: object) => socket.send(JSON.stringify(message));
      socket.on('open', () => say({ type: 'connection_init', payload: headers }));
      socket.on('error', reject);
      socket.on('close', (code) => reject(new Error(String(code))));
      socket.on('message', (text) => {
        const { type, payload } = JSON.parse(String(text));
        if (type === 'connection_ack') return say({ type: 'subscribe', id: '1', payload: said });
        if (type === 'next' || type === 'error')
          resolve(cameOf(type === 'error' ? { errors: payload } : payload));
        socket.close();
      });
    }),
};
