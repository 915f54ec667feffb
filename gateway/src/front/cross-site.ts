import type { IncomingHttpHeaders } from 'node:http';
import { RequestError } from '@kith/kernel';
import type { FastifyInstance } from 'fastify';
import { isAllowed, type Origins } from './origins.js';

/** A page of any site can send these without its browser asking here first. */
const simpleTypes = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);
/** With any of these a browser asks here first (CORS), and is answered for pages that are allowed. */
const askedFor = [
  'authorization',
  'x-api-key',
  'x-requested-with',
  'apollo-require-preflight',
  'x-apollo-operation-name',
];

/**
 * Refuses what a page of another site may have made a browser send: requests for which no browser asks first, and that come
 * from elsewhere or bring cookies along without saying from where. Programs other than browsers send neither.
 */
export function refuseCrossSite(app: FastifyInstance, origins: Origins): void {
  app.addHook('onRequest', async ({ headers, host, method, routeOptions: { url } }) => {
    // A page of elsewhere may lead here (signing in by another provider does), as long as that changes nothing.
    if (url !== '/graphql' && (method === 'GET' || method === 'HEAD' || method === 'OPTIONS')) return;
    if (!isSimple(headers) || isFromHere(headers, host, origins)) return;
    throw new RequestError(
      'FORBIDDEN',
      'This may come from another site: send content-type application/json, or the header apollo-require-preflight',
      { http: { status: 403 } },
    );
  });
}

function isSimple(headers: IncomingHttpHeaders): boolean {
  const [type = ''] = (headers['content-type'] ?? '').split(';', 1);
  const isTypeSimple = type === '' || simpleTypes.has(type.trim().toLowerCase());
  return isTypeSimple && askedFor.every((name) => headers[name] === undefined);
}

function isFromHere(headers: IncomingHttpHeaders, host: string, origins: Origins): boolean {
  const { origin, cookie } = headers;
  const hasCookie = cookie !== undefined;
  if (origin !== undefined) return isAllowed(origins, { origin, host, hasCookie });
  const site = headers['sec-fetch-site'];
  return site === undefined ? !hasCookie : site === 'same-origin' || site === 'none';
}
