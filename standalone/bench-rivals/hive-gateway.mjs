import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { serve } from './serve.mjs';
import { actorHeaders, subgraphs } from './subgraphs.mjs';

/** Hive Gateway with the query planner in Rust. */
const gateway = createGatewayRuntime({
  supergraph: readFileSync(process.env.SUPERGRAPH, 'utf8'),
  unifiedGraphHandler,
  transports: { http: await import('@graphql-mesh/transport-http') },
  transportEntries: Object.fromEntries(
    Object.entries(subgraphs).map(([name, { url }]) => [name, { location: url }]),
  ),
  propagateHeaders: {
    fromClientToSubgraphs: ({ request, subgraphName }) =>
      actorHeaders(subgraphName, request.headers.get('x-organization')),
  },
  landingPage: false,
  graphiql: false,
  logging: 'warn',
});

serve(createServer(gateway));
