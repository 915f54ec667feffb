import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as a receiver of webhooks got it. */
export interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever was sent
  readonly body: any;
  /** What the receiver answered. */
  readonly status: number;
}

/** A real HTTP server that gets webhooks, remembers them in their order, and answers as it is told. */
export interface Receiver {
  readonly url: string;
  readonly calls: readonly Call[];
  /** The calls that it answered with success. */
  readonly taken: readonly Call[];
  answer: (call: Omit<Call, 'status'>) => number;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const call = { headers: request.headers, text, body: JSON.parse(text) };
      const status = receiver.answer(call);
      calls.push({ ...call, status });
      response.writeHead(status).end(`status ${status}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    calls,
    get taken() {
      return calls.filter(({ status }) => status < 300);
    },
    answer: () => 204,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
