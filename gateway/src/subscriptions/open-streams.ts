import type { Logger, SubgraphEndpoint } from '@kith/kernel';
import type { FastifyInstance } from 'fastify';
import type { OpenGraph } from '../graph/open-graph.js';
import { type EventsDoor, openEventsDoor } from './events-door.js';
import type { Admit } from './socket-connection.js';
import { openSocketDoor } from './socket-door.js';
import { Subscriptions } from './subscriptions.js';

export interface StreamsOptions {
  readonly graph: OpenGraph;
  readonly endpoints: readonly SubgraphEndpoint[];
  readonly admit: Admit;
  readonly logger: Logger;
  /** How long a connection may take to say who it is. */
  readonly initPatienceMs?: number;
}

export interface Streams {
  readonly events: EventsDoor;
  readonly replace: (supergraph: string, withinMs?: number) => void;
  stop(): void;
}

/** Opens the doors for whoever wants to listen: a WebSocket, and server-sent events. */
export function openStreams(
  app: FastifyInstance,
  { graph, endpoints, admit, logger, initPatienceMs }: StreamsOptions,
): Streams {
  const { engine, errorsOf } = graph;
  const subscriptions = new Subscriptions({
    engine: engine(),
    endpoints: new Map(endpoints.map((endpoint) => [endpoint.name, endpoint])),
    errorsOf,
    logger,
  });
  const inside = { subscriptions, graph };
  const socket = openSocketDoor(app.server, { ...inside, admit, initPatienceMs });
  const events = openEventsDoor(inside);
  return {
    events,
    replace(supergraph, withinMs) {
      graph.replace(supergraph);
      subscriptions.replace(engine(), withinMs);
    },
    stop() {
      socket.stop();
      events.stop();
      subscriptions.stop();
    },
  };
}
