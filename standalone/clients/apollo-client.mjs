import { ApolloClient, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache, split } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { getMainDefinition } from '@apollo/client/utilities';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createMutation, peopleQuery, refusedQuery, watchSubscription } from './documents.mjs';
import { authorization, socketUrl, tell, url } from './told.mjs';

/** Apollo Client as its documentation sets it up: queries over HTTP, subscriptions over graphql-ws. */
const socket = createClient({
  url: socketUrl,
  webSocketImpl: WebSocket,
  connectionParams: { authorization },
});
const link = split(
  ({ query }) => getMainDefinition(query).operation === 'subscription',
  new GraphQLWsLink(socket),
  new HttpLink({ uri: url, headers: { authorization } }),
);
const client = new ApolloClient({ link, cache: new InMemoryCache() });

const heard = new Promise((resolve, reject) => {
  client.subscribe({ query: gql(watchSubscription) }).subscribe({
    next: ({ data }) => resolve(data.personChanged),
    error: reject,
  });
});
const variables = { first: 5 };
const { data } = await client.query({ query: gql(peopleQuery), variables });
tell('query', data.people.totalCount);
// It says nothing when the subscription has begun, so people are made until it hears of one.
const isHeard = heard.then(() => true);
for (let made = false; !made; ) {
  const input = { displayName: 'Apollo' };
  const created = await client.mutate({ mutation: gql(createMutation), variables: { input } });
  tell('mutation', created.data.createPerson.person.displayName);
  made = await Promise.race([isHeard, new Promise((resolve) => setTimeout(resolve, 200, false))]);
}
tell('subscription', await heard);
const refused = await client.query({ query: gql(refusedQuery) }).catch((error) => error);
tell('refusal', CombinedGraphQLErrors.is(refused) && refused.errors[0].extensions.code);
const { data: cached } = await client.query({ query: gql(peopleQuery), variables });
tell('cached', cached === data);
client.stop();
await socket.dispose();
