import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { networkOf } from '../admission/rate/client.js';
import type { Inside } from './door.js';
import { type Admit, SocketConnection } from './socket-connection.js';

export interface SocketDoorOptions extends Inside {
  readonly admit: Admit;
  /** Where a client is. */
  readonly addressOf: (request: IncomingMessage) => string | undefined;
  /** How long a connection may take to say who it is. */
  readonly initPatienceMs?: number | undefined;
  /** Browsers send their cookies with a connection of any page, and do not ask before. */
  readonly isOriginAllowed: (origin: string, headers: IncomingHttpHeaders) => boolean;
}

const path = '/graphql';
const mostMessageBytes = 1024 * 1024;
const defaultInitPatienceMs = 10_000;
/** A connection that shows no sign of life for this long is ended. */
const heartbeatMs = 30_000;

export interface SocketDoor {
  /** From now on nobody new comes in. */
  admitNobody(): void;
  stop(): void;
}

/** Serves graphql-transport-ws beside HTTP. */
export function openSocketDoor(server: Server, options: SocketDoorOptions): SocketDoor {
  const { initPatienceMs = defaultInitPatienceMs } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: mostMessageBytes,
    // Who offers another protocol is told so by a code, for which the handshake must succeed.
    handleProtocols: (offered) =>
      offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : ([...offered][0] ?? false),
  });
  const alive = new WeakSet<WebSocket>();
  let isClosing = false;
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (new URL(request.url ?? '/', 'http://here').pathname !== path)
      return socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
    const { origin } = request.headers;
    if (origin !== undefined && !options.isOriginAllowed(origin, request.headers))
      return socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
    if (isClosing) return socket.end('HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n');
    const { connections } = options.graph.admission;
    const leave = connections.take(networkOf(options.addressOf(request)));
    if (!leave) return socket.end('HTTP/1.1 429 Too Many Requests\r\nconnection: close\r\n\r\n');
    socket.once('close', leave);
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      alive.add(webSocket);
      webSocket.on('pong', () => alive.add(webSocket));
      new SocketConnection(webSocket, request, { ...options, initPatienceMs });
    });
  };
  server.on('upgrade', upgrade);
  const heartbeat = setInterval(() => {
    for (const webSocket of sockets.clients) {
      if (!alive.delete(webSocket)) webSocket.terminate();
      else webSocket.ping();
    }
  }, heartbeatMs);
  return {
    admitNobody() {
      isClosing = true;
    },
    stop() {
      clearInterval(heartbeat);
      server.off('upgrade', upgrade);
      for (const webSocket of sockets.clients) {
        webSocket.close(1001, 'Going away');
        // Whoever does not answer is not waited for.
        setTimeout(() => webSocket.terminate(), 1_000).unref();
      }
    },
  };
}
