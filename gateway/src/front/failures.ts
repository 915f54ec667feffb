import type { Logger } from '@kith/kernel';
import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import { masked } from '../graph/client-errors.js';

interface Failure {
  readonly statusCode?: number;
  readonly code?: string;
  readonly message: string;
}

const noUploads =
  'The body must be JSON (content-type: application/json). Files are not uploaded through GraphQL, so multipart/form-data is refused';

/** What fails before an operation is known is answered as GraphQL's errors are; what is our fault is masked and logged. */
export function answerFailures(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((error: Failure, request, reply) => {
    if (error instanceof GraphQLError) {
      const { http, ...extensions } = error.extensions as { http?: { status?: number } };
      return reply.code(http?.status ?? 400).send({ errors: [{ message: error.message, extensions }] });
    }
    const { statusCode: status = 500 } = error;
    if (status >= 500) {
      logger.error({ err: error, requestId: request.id }, 'a request failed');
      return reply.code(status).send({ errors: [masked(request.id)] });
    }
    const message = error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' ? noUploads : error.message;
    return reply.code(status).send({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] });
  });
}
