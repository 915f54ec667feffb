import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { actorHeaders, subgraphs } from './subgraphs.mjs';

/** The stock Apollo gateway behind the stock Apollo server, as its documentation starts them. */
const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(process.env.SUPERGRAPH, 'utf8'),
  buildService: ({ name }) =>
    new RemoteGraphQLDataSource({
      url: subgraphs[name].url,
      willSendRequest({ request, context }) {
        for (const [header, value] of Object.entries(actorHeaders(name, context.organizationId)))
          request.http?.headers.set(header, value);
      },
    }),
});

const server = new ApolloServer({
  gateway,
  includeStacktraceInErrorResponses: false,
  plugins: [ApolloServerPluginLandingPageDisabled()],
});
await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: Number(process.env.PORT) },
  context: async ({ req }) => ({ organizationId: req.headers['x-organization'] }),
});
process.stdout.write('ready\n');
