import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { refuseCrossSite } from './cross-site.js';
import type { Origins } from './origins.js';

export interface TransportOptions {
  readonly corsOrigins: Origins;
  readonly isProduction: boolean;
}

const preflightSeconds = 600;
const leastCompressedBytes = 1024;

/** What pages of other origins may read of an answer, beside its body. */
const exposed = ['x-request-id', 'ratelimit', 'ratelimit-policy', 'retry-after'];

/**
 * What holds for every route: who may ask from where, headers that browsers heed, and the end of connections when the server
 * ends. Routes that say `compress` are compressed; answers that hold tokens of sessions are not to be (BREACH).
 */
export async function addTransport(
  app: FastifyInstance,
  { corsOrigins, isProduction }: TransportOptions,
): Promise<void> {
  app.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    // Where there is no TLS yet, a browser must not remember that there was.
    strictTransportSecurity: isProduction,
  });
  await app.register(cors, {
    origin: corsOrigins === 'any' ? '*' : [...corsOrigins],
    credentials: corsOrigins !== 'any',
    methods: ['GET', 'POST'],
    exposedHeaders: exposed,
    maxAge: preflightSeconds,
  });
  await app.register(compress, {
    global: false,
    threshold: leastCompressedBytes,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  refuseCrossSite(app, corsOrigins);
  closeConnections(app);
}

/** A kept connection is ended by the last answer on it, or the server would wait for its client. */
function closeConnections(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  app.addHook('onSend', async (_, reply) => {
    if (isClosing) void reply.header('connection', 'close');
  });
}
