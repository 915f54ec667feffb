import type { FastifyRequest } from 'fastify';
import type { AskedOperation } from './asked-hash.js';

type Parameters = Record<string, unknown>;

/** How an HTTP request says which operation it means; in a URL `extensions` is JSON. */
export function askedOverHttp({ method, query, body }: FastifyRequest): AskedOperation {
  const asked = (method === 'GET' ? query : body) as Parameters | null | undefined;
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked)) return {};
  return {
    query: asked['query'],
    documentId: asked['documentId'],
    extensions: objectOf(asked['extensions']),
  };
}

/** Makes of a request that names an operation by its hash one that says its text, as all who answer it understand. */
export function putText(request: FastifyRequest, text: string): void {
  const asked = (request.method === 'GET' ? request.query : request.body) as Parameters;
  const { documentId, extensions, ...rest } = asked;
  const { persistedQuery, ...others } = objectOf(extensions) ?? {};
  if (documentId === undefined && persistedQuery === undefined) return;
  const left = Object.keys(others).length > 0 ? others : undefined;
  if (request.method !== 'GET') {
    request.body = { ...rest, query: text, ...(left && { extensions: left }) };
    return;
  }
  const parameters = { ...rest, query: text, ...(left && { extensions: JSON.stringify(left) }) };
  request.query = parameters;
  const path = request.url.split('?')[0];
  request.raw.url = `${path}?${new URLSearchParams(parameters as Record<string, string>)}`;
}

function objectOf(value: unknown): Parameters | null {
  if (typeof value !== 'string') return typeof value === 'object' ? (value as Parameters | null) : null;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' ? (parsed as Parameters | null) : null;
  } catch {
    return null;
  }
}
