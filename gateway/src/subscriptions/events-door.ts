import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { RequestError } from '@kith/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Asked, answer, type Inside, type Outlet } from './door.js';
import type { Admitted } from './socket-connection.js';

const heartbeatMs = 15_000;
/** A client for whom more than this waits is dropped: it does not read. */
const mostBufferedBytes = 1024 * 1024;
const longestTimerMs = 2 ** 31 - 1;

/** Whether a request wants its answers as server-sent events. Clients that would rather have JSON (urql) name it before. */
export function wantsEvents({ headers: { accept = '' } }: FastifyRequest): boolean {
  const events = accept.indexOf('text/event-stream');
  const json = accept.search(/application\/(graphql-response\+)?json/);
  return events >= 0 && (json < 0 || events < json);
}

export interface EventsDoor {
  /** Answers a request with events: `next` for each result, `complete` at the end. */
  serve(request: FastifyRequest, reply: FastifyReply, admit: () => Promise<Admitted>): Promise<unknown>;
  stop(): void;
}

/** Serves operations over server-sent events, one for each connection. */
export function openEventsDoor(inside: Inside): EventsDoor {
  const open = new Set<Outlet>();
  return {
    async serve(request, reply, admit) {
      let asked: Asked;
      let admitted: Admitted;
      try {
        [admitted, asked] = [await admit(), askedBy(request)];
        if (request.method === 'GET') requireNoMutation(inside, asked);
      } catch (error) {
        const { http } = (error as RequestError).extensions ?? {};
        const { status = 500 } = (http ?? {}) as { status?: number };
        return reply.code(status).send({ errors: inside.subscriptions.format([error], request.id) });
      }
      const { context, expiresAt, watch } = admitted;
      reply.hijack();
      const { raw } = reply;
      // What was said for every route (CORS among it) is lost by who writes past it.
      for (const [name, value] of Object.entries(reply.getHeaders())) raw.setHeader(name, value as string);
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
        'x-request-id': request.id,
      });
      raw.write(':\n\n');
      const outlet = outletOf(raw);
      open.add(outlet);
      const leave = answer(inside, asked, context, outlet);
      const heartbeat = setInterval(() => raw.write(':\n\n'), heartbeatMs);
      const expiry =
        expiresAt === null
          ? undefined
          : setTimeout(
              () => outlet.fail([expired()]),
              Math.min(Math.max(0, expiresAt - Date.now()), longestTimerMs),
            );
      const forget = watch?.((reason) =>
        outlet.fail(inside.subscriptions.format([new RequestError('UNAUTHENTICATED', reason)], request.id)),
      );
      raw.once('close', () => {
        clearInterval(heartbeat);
        clearTimeout(expiry);
        forget?.();
        open.delete(outlet);
        leave();
      });
      return reply;
    },
    stop() {
      for (const outlet of open) outlet.complete();
    },
  };
}

function expired(): RequestError {
  return new RequestError('UNAUTHENTICATED', 'The access token has expired; take a new one');
}

/** `Last-Event-ID` is what a browser's `EventSource` sends when it comes back: the cursor of the last event. */
function askedBy({ method, query, body, headers }: FastifyRequest): Asked {
  const given = (method === 'GET' ? query : body) as Record<string, unknown> | null | undefined;
  const last = headers['last-event-id'];
  const after = typeof last === 'string' && last !== '' ? last : undefined;
  if (typeof given?.['query'] !== 'string')
    throw new RequestError('BAD_USER_INPUT', 'The request must hold a GraphQL operation', {
      http: { status: 400 },
    });
  return {
    query: given['query'],
    operationName: given['operationName'] as string | undefined,
    variables: objectOf(given['variables']),
    extensions: objectOf(given['extensions']),
    after,
  };
}

/** A link or an image of any page asks by GET, and must change nothing. */
function requireNoMutation({ graph }: Inside, { query, operationName }: Asked): void {
  const prepared = graph.engine().prepare(query, operationName);
  if ('errors' in prepared || prepared.kind !== 'mutation') return;
  throw new RequestError('OPERATION_NOT_ALLOWED', 'A mutation is sent by POST', { http: { status: 405 } });
}

/** In a URL an object is JSON. */
function objectOf(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'string') return (value as Record<string, unknown> | null) ?? undefined;
  try {
    return JSON.parse(value);
  } catch {
    throw new RequestError('BAD_USER_INPUT', 'variables and extensions must be JSON', {
      http: { status: 400 },
    });
  }
}

function outletOf(raw: ServerResponse): Outlet {
  const next = (json: string, cursor: string | null) => {
    if (raw.writableEnded || raw.destroyed) return;
    if (raw.writableLength > mostBufferedBytes) return void raw.destroy();
    raw.write(`event: next\n${cursor === null ? '' : `id: ${cursor}\n`}data: ${json}\n\n`);
  };
  const complete = () => void (raw.writableEnded || raw.end('event: complete\ndata:\n\n'));
  return {
    next,
    fail(errors) {
      next(JSON.stringify({ errors }), null);
      complete();
    },
    complete,
    async drained() {
      if (raw.writableNeedDrain && !raw.destroyed)
        await Promise.race([once(raw, 'drain'), once(raw, 'close')]);
    },
  };
}
