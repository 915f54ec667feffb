import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { rateHeaders } from '../admission/rate/headers.js';
import type { GatewayContext } from '../graph/context.js';
import type { OpenGraph } from '../graph/open-graph.js';
import { askedOverHttp, putText } from '../operations/put-text.js';

export type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<GatewayContext>;

/**
 * Who is asking, once they are let in. All fronts look at the same context: a request is counted once, and its answer says in
 * its headers how many are left.
 */
export function admittedContext(
  app: FastifyInstance,
  { admission, operations, engine }: OpenGraph,
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
    await admission.enter(context, engine());
    const text = await operations.textOf(askedOverHttp(request), context);
    if (text !== undefined) putText(request, text);
    await admission.enter(context, engine(), text, operationNameIn(request));
    return context;
  };
  return (request, reply) => {
    const known = admitted.get(request) ?? admit(request, reply);
    admitted.set(request, known);
    return known;
  };
}

function operationNameIn({ method, query, body }: FastifyRequest): string | undefined {
  const asked = (method === 'GET' ? query : body) as Record<string, unknown> | null | undefined;
  const name = asked?.['operationName'];
  return typeof name === 'string' ? name : undefined;
}
