import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { explorerPage } from './page.js';

const assets: Readonly<Record<string, { file: string; type: string }>> = {
  'react.js': { file: 'react/umd/react.production.min.js', type: 'text/javascript' },
  'react-dom.js': { file: 'react-dom/umd/react-dom.production.min.js', type: 'text/javascript' },
  'graphiql.js': { file: 'graphiql/graphiql.min.js', type: 'text/javascript' },
  'graphiql.css': { file: 'graphiql/graphiql.min.css', type: 'text/css' },
};

const policy =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'";

/** GraphiQL at `/`, with everything that it needs from this server. */
export function addExplorer(app: FastifyInstance): void {
  app.get('/', { compress: {} }, (_, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(explorerPage),
  );
  for (const [name, { file, type }] of Object.entries(assets)) {
    app.get(`/explorer/${name}`, { compress: {} }, (_, reply) =>
      reply
        .type(type)
        .header('cache-control', 'max-age=86400')
        .send(createReadStream(locate(file))),
    );
  }
}

function locate(file: string): string {
  const [name = '', ...rest] = file.split('/');
  const folder = path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  return path.join(folder, ...rest);
}
