import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { RequestError } from '@kith/kernel';
import {
  CloseCode,
  GRAPHQL_TRANSPORT_WS_PROTOCOL,
  type Message,
  MessageType,
  parseMessage,
  type SubscribeMessage,
} from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { GatewayContext } from '../graph/context.js';
import { answer, type Inside, type Outlet } from './door.js';

/** Who a client is, by what it said first, and until when that holds; milliseconds since the epoch. */
export type Admit = (
  request: IncomingMessage,
  params: Readonly<Record<string, unknown>>,
) => Promise<Admitted>;

export interface Admitted {
  readonly context: GatewayContext;
  readonly expiresAt: number | null;
  /** Calls `end` with the reason when it holds no more before that, until the answer is called. */
  readonly watch?: (end: (reason: string) => void) => () => void;
}

export interface ConnectionOptions extends Inside {
  readonly admit: Admit;
  readonly initPatienceMs: number;
}

/** Codes beside the protocol's own. */
const tooSlow = 1013;

const mostOperations = 100;
/** A client for whom more than this waits is dropped: it does not read. */
const mostBufferedBytes = 1024 * 1024;
const fewBufferedBytes = 64 * 1024;
const drainPollMs = 20;
const closePatienceMs = 5_000;
const longestTimerMs = 2 ** 31 - 1;

/** The protocol wants a text even where an operation is named by its hash alone. */
function withText(name: string, value: unknown): unknown {
  const isAsked = name === 'payload' && typeof value === 'object' && value !== null;
  return isAsked && ('documentId' in value || 'extensions' in value) ? { query: '', ...value } : value;
}

/** What a client may say, or why it may not. */
function readMessage(text: string): Message | Error {
  try {
    const message = parseMessage(text, withText);
    const { ConnectionAck, Next, Error: Failure } = MessageType;
    const isOurs = message.type === ConnectionAck || message.type === Next || message.type === Failure;
    return isOurs ? new Error(`Unexpected message of type ${message.type} received`) : message;
  } catch (error) {
    return error as Error;
  }
}

function tooMany(): RequestError {
  const message = `A connection has at most ${mostOperations} operations at once`;
  return new RequestError('OPERATION_NOT_ALLOWED', message);
}

/** One client's connection, after the text of graphql-transport-ws. */
export class SocketConnection {
  private readonly operations = new Map<string, () => void>();
  private admitted: Admitted | null = null;
  private hasSaidWho = false;
  private timer: NodeJS.Timeout | undefined;
  private forget: (() => void) | undefined;

  constructor(
    private readonly socket: WebSocket,
    private readonly request: IncomingMessage,
    private readonly options: ConnectionOptions,
  ) {
    if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) {
      this.close(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
      return;
    }
    this.timer = setTimeout(
      () => this.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout'),
      options.initPatienceMs,
    );
    socket.on('message', (data) => this.hear(String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.end());
  }

  private hear(text: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    const message = readMessage(text);
    if (message instanceof Error) this.close(CloseCode.BadRequest, message.message);
    else this.obey(message);
  }

  private obey(message: Message): void {
    const { type } = message;
    if (type === MessageType.ConnectionInit) void this.begin(message.payload ?? {});
    else if (type === MessageType.Ping)
      this.say({ type: MessageType.Pong, ...(message.payload && { payload: message.payload }) });
    else if (type === MessageType.Subscribe) this.subscribe(message);
    else if (type === MessageType.Complete) this.leave(message.id);
  }

  private async begin(params: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.hasSaidWho) {
      this.close(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
      return;
    }
    this.hasSaidWho = true;
    clearTimeout(this.timer);
    try {
      const admitted = await this.options.admit(this.request, params);
      if (this.socket.readyState !== this.socket.OPEN) return;
      this.admitted = admitted;
      this.closeAt(admitted.expiresAt);
      this.forget = admitted.watch?.((reason) => this.close(CloseCode.Forbidden, reason));
      this.say({ type: MessageType.ConnectionAck });
    } catch {
      this.close(CloseCode.Forbidden, 'Forbidden');
    }
  }

  /** An expired token ends what was opened with it; whoever comes with a new one goes on from their cursors. */
  private closeAt(expiresAt: number | null): void {
    if (expiresAt === null) return;
    const ms = Math.min(Math.max(0, expiresAt - Date.now()), longestTimerMs);
    this.timer = setTimeout(() => this.close(CloseCode.Forbidden, 'The access token has expired'), ms);
    this.timer.unref();
  }

  private subscribe({ id, payload }: SubscribeMessage): void {
    const { admitted } = this;
    if (!admitted) this.close(CloseCode.Unauthorized, 'Unauthorized');
    else if (this.operations.has(id))
      this.close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`);
    else if (this.operations.size >= mostOperations) this.outletOf(id).fail([tooMany()]);
    else this.run(id, payload, admitted.context);
  }

  private run(id: string, payload: SubscribeMessage['payload'], context: GatewayContext): void {
    // It may be over before it is known how to leave it.
    this.operations.set(id, () => undefined);
    const own = { ...context, written: new Map() };
    const leave = answer(this.options, payload, own, this.outletOf(id));
    if (this.operations.has(id)) this.operations.set(id, leave);
    else leave();
  }

  private outletOf(id: string): Outlet {
    const idJson = JSON.stringify(id);
    const end = (message: object) => {
      this.operations.delete(id);
      this.say(message);
    };
    return {
      next: (json) => this.write(`{"id":${idJson},"type":"next","payload":${json}}`),
      fail: (errors) => end({ id, type: MessageType.Error, payload: errors }),
      complete: () => end({ id, type: MessageType.Complete }),
      drained: () => this.drained(),
    };
  }

  private leave(id: string): void {
    const leave = this.operations.get(id);
    this.operations.delete(id);
    leave?.();
  }

  private say(message: object): void {
    this.write(JSON.stringify(message));
  }

  private write(text: string): void {
    const { socket } = this;
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount <= mostBufferedBytes) socket.send(text);
    else this.close(tooSlow, 'Too slow: take up your subscriptions from their cursors');
  }

  private async drained(): Promise<void> {
    const { socket } = this;
    while (socket.readyState === socket.OPEN && socket.bufferedAmount > fewBufferedBytes)
      await delay(drainPollMs);
  }

  private close(code: number, reason: string): void {
    this.end();
    // The reason of a close has room for 123 bytes.
    this.socket.close(
      code,
      Buffer.from(reason)
        .subarray(0, 120)
        .toString('latin1')
        .replace(/[^ -~]/g, '?'),
    );
    const cut = setTimeout(() => this.socket.terminate(), closePatienceMs).unref();
    this.socket.once('close', () => clearTimeout(cut));
  }

  private end(): void {
    clearTimeout(this.timer);
    this.forget?.();
    for (const leave of [...this.operations.values()]) leave();
    this.operations.clear();
  }
}
