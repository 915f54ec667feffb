import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { rateHeaders } from '../admission/rate/headers.js';
import type { GatewayContext } from '../graph/context.js';
import type { OpenGraph } from '../graph/open-graph.js';

export type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<GatewayContext>;

/**
 * Who is asking, once they are let in. All fronts look at the same context: a request is counted once, and its answer says in
 * its headers how many are left.
 */
export function admittedContext(
  app: FastifyInstance,
  { admission, engine }: OpenGraph,
  contextOf: ContextOf,
): ContextOf {
  const admitted = new WeakMap<FastifyRequest, Promise<GatewayContext>>();
  const contexts = new WeakMap<FastifyRequest, GatewayContext>();
  app.addHook('onSend', async (request, reply) => {
    const context = contexts.get(request);
    const standing = context && admission.standingOf(context);
    if (standing) void reply.headers(rateHeaders(standing));
  });
  const admit: ContextOf = async (request, reply) => {
    const context = await contextOf(request, reply);
    contexts.set(request, context);
    const { text, operationName } = askedIn(request);
    await admission.enter(context, engine(), text, operationName);
    return context;
  };
  return (request, reply) => {
    const known = admitted.get(request) ?? admit(request, reply);
    admitted.set(request, known);
    return known;
  };
}

function askedIn({ method, query, body }: FastifyRequest): { text?: string; operationName?: string } {
  const asked = (method === 'GET' ? query : body) as Record<string, unknown> | null | undefined;
  const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return { text: textOf(asked?.['query']), operationName: textOf(asked?.['operationName']) };
}
