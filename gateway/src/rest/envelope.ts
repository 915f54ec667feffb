import type { ErrorCode } from '@kith/kernel';
import type { FastifyReply } from 'fastify';
import type { ExecutionResult } from 'graphql';

/** A mistake that the sender can mend. */
export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[] | null;
}

/** What every answer of the REST API is. */
export interface Envelope {
  readonly success: boolean;
  readonly data: unknown;
  readonly error: {
    readonly code: string;
    readonly details?: readonly UserError[];
    readonly retryAfterMs?: number;
  } | null;
  readonly message: string | null;
}

const statuses: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CURSOR_EXPIRED: 410,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  PERSISTED_QUERY_NOT_FOUND: 404,
  OPERATION_NOT_ALLOWED: 403,
  CONFLICT: 409,
  IDEMPOTENCY_KEY_REUSED: 409,
  RATE_LIMITED: 429,
  COST_LIMIT_EXCEEDED: 429,
  FEATURE_DISABLED: 403,
  SUBGRAPH_UNAVAILABLE: 503,
  TIMEOUT: 504,
  INTERNAL_SERVER_ERROR: 500,
};

export function succeeded(data: unknown): Envelope {
  return { success: true, data, error: null, message: null };
}

/** Answers with the first error of the graph, in the words and with the code that the graph has for it. */
export function sendErrors(
  reply: FastifyReply,
  errors: NonNullable<ExecutionResult['errors']>,
): FastifyReply {
  const [first] = errors;
  const { code = 'INTERNAL_SERVER_ERROR', retryAfterMs } = (first?.extensions ?? {}) as {
    code?: ErrorCode;
    retryAfterMs?: number;
  };
  if (retryAfterMs !== undefined) void reply.header('retry-after', Math.ceil(retryAfterMs / 1000));
  return send(reply, statuses[code], { code, retryAfterMs }, first?.message ?? null);
}

export function sendUserErrors(
  reply: FastifyReply,
  details: readonly UserError[],
  status = 400,
): FastifyReply {
  const [first] = details;
  const code = first?.code ?? 'INVALID';
  return send(reply, code === 'NOT_FOUND' ? 404 : status, { code, details }, first?.message ?? null);
}

function send(
  reply: FastifyReply,
  status: number,
  error: Envelope['error'],
  message: string | null,
): FastifyReply {
  return reply.code(status).send({ success: false, data: null, error, message } satisfies Envelope);
}
