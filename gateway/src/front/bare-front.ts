import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import type { GatewayContext } from '../graph/context.js';
import type { OpenGraph } from '../graph/open-graph.js';

/** What a client may ask of the form of an answer, and what it gets. Whoever asks for anything else is for Apollo Server. */
const contentTypes: Readonly<Record<string, string>> = {
  '*/*': 'application/json; charset=utf-8',
  'application/json': 'application/json; charset=utf-8',
  'application/graphql-response+json': 'application/graphql-response+json; charset=utf-8',
  'application/graphql-response+json, application/json': 'application/graphql-response+json; charset=utf-8',
  'application/graphql-response+json,application/json;q=0.9':
    'application/graphql-response+json; charset=utf-8',
};

const fields = new Set(['query', 'variables', 'operationName']);

interface PlainBody {
  readonly query: string;
  readonly variables?: Record<string, unknown> | null;
  readonly operationName?: string | null;
}

/**
 * Answers operations that Apollo Server has let through before, byte for byte as it would, without its pipeline. Answers
 * null for all others, which are for Apollo Server to answer.
 */
export function bareFront(
  graph: OpenGraph,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<GatewayContext>,
): (request: FastifyRequest, reply: FastifyReply) => Promise<string | null> {
  return async (request, reply) => {
    const contentType = contentTypes[request.headers.accept ?? '*/*'];
    if (!contentType || request.method !== 'POST' || !isPlain(request.body)) return null;
    const { query, variables, operationName } = request.body;
    const prepared = graph.trusted(query, operationName);
    if (!prepared || prepared.kind === 'subscription') return null;
    const context = await contextOf(request, reply).catch(() => null);
    if (!context?.actor) return null;
    const answer = await graph.answer(prepared, variables ?? {}, context);
    void reply.code(statusOf(answer));
    void reply.header('cache-control', 'no-store').header('content-type', contentType);
    return textOf(answer, context, graph);
  };
}

function isPlain(body: unknown): body is PlainBody {
  if (typeof body !== 'object' || body === null) return false;
  const { query, variables, operationName } = body as Record<string, unknown>;
  return (
    typeof query === 'string' &&
    isOptional(operationName, 'string') &&
    isOptional(variables, 'object') &&
    !Array.isArray(variables) &&
    Object.keys(body).every((name) => fields.has(name))
  );
}

function isOptional(value: unknown, type: 'string' | 'object'): boolean {
  return value === undefined || value === null || typeof value === type;
}

/** Without data nothing was run: it may not, or the variables do not fit. */
function statusOf({ data, errors }: ExecutionResult): number {
  if (data !== undefined) return 200;
  const [refused] = (errors ?? []).flatMap(({ extensions: { http } }) => http ?? []) as { status: number }[];
  return refused?.status ?? 400;
}

function textOf({ data, errors }: ExecutionResult, context: GatewayContext, graph: OpenGraph): string {
  const answer = {
    errors: errors && graph.errorsOf(errors, context.requestId),
    data,
    extensions: graph.extensionsOf(context),
  };
  return `${JSON.stringify(answer)}\n`;
}
