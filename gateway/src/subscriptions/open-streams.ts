import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { atReading, gauge, type Logger, type SubgraphEndpoint } from '@kith/kernel';
import type { FastifyInstance } from 'fastify';
import type { OpenGraph } from '../graph/open-graph.js';
import { type EventsDoor, openEventsDoor } from './events-door.js';
import { Running } from './running.js';
import type { Admit } from './socket-connection.js';
import { openSocketDoor } from './socket-door.js';
import { Subscriptions } from './subscriptions.js';

export interface StreamsOptions {
  readonly graph: OpenGraph;
  readonly endpoints: readonly SubgraphEndpoint[];
  readonly admit: Admit;
  /** Where a client is. */
  readonly addressOf: (request: IncomingMessage) => string | undefined;
  readonly logger: Logger;
  /** How long a connection may take to say who it is. */
  readonly initPatienceMs?: number;
  /** Whether a page that says this origin may open a connection. */
  readonly isOriginAllowed: (origin: string, headers: IncomingHttpHeaders) => boolean;
}

export interface Streams {
  readonly events: EventsDoor;
  readonly replace: (supergraph: string, withinMs?: number) => void;
  /** Lets what is asked once come to its end, or so long, and tells those who listen that they are to come back elsewhere. */
  stop(patienceMs: number): Promise<void>;
}

const open = gauge('kith_subscriptions', 'Subscriptions of clients that are open.');
const shared = gauge('kith_streams', 'Streams that they share, each with one upstream.');

/** Opens the doors for whoever wants to listen: a WebSocket, and server-sent events. */
export function openStreams(
  app: FastifyInstance,
  { graph, endpoints, admit, addressOf, logger, initPatienceMs, isOriginAllowed }: StreamsOptions,
): Streams {
  const { engine, errorsOf } = graph;
  const subscriptions = new Subscriptions({
    engine: engine(),
    endpoints: new Map(endpoints.map((endpoint) => [endpoint.name, endpoint])),
    errorsOf,
    logger,
  });
  const running = new Running();
  const inside = { subscriptions, graph, running };
  const socket = openSocketDoor(app.server, { ...inside, admit, addressOf, initPatienceMs, isOriginAllowed });
  const events = openEventsDoor(inside);
  const forget = atReading(() => {
    open.set(subscriptions.subscribers);
    shared.set(subscriptions.size);
  });
  return {
    events,
    replace(supergraph, withinMs) {
      graph.replace(supergraph);
      subscriptions.replace(engine(), withinMs);
    },
    async stop(patienceMs) {
      socket.admitNobody();
      await running.ended(patienceMs);
      socket.stop();
      events.stop();
      subscriptions.stop();
      forget();
    },
  };
}
