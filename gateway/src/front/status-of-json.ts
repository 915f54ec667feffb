import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Who accepts nothing but `application/json` may take any other status than 200 for one of something in between, and not
 * read the errors; so GraphQL over HTTP wants 200 for all that was a GraphQL request. Everybody else is told 400.
 */
export async function statusOfJson(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (reply.statusCode !== 400 || request.headers.accept !== 'application/json') return;
  const asked = (request.method === 'GET' ? request.query : request.body) as { query?: unknown } | null;
  if (typeof asked?.query === 'string') void reply.code(200);
}
