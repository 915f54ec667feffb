import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ApolloClient, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache, split } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { getMainDefinition } from '@apollo/client/utilities';
import { generatePersistedQueryIdsFromManifest } from '@apollo/persisted-query-lists';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createMutation, peopleQuery, refusedQuery, watchSubscription } from './documents.mjs';
import { key, socketUrl, tell, url } from './told.mjs';

/** Apollo Client of an app with a locked key: what its manifest lists is asked for by its id alone. */
const manifest = JSON.parse(readFileSync('generated/manifest.json', 'utf8'));
const headers = { 'x-api-key': key };
/** Every operation as it goes over the wire. */
const sent = [];

class HeardSocket extends WebSocket {
  send(text, ...rest) {
    const { type, payload } = JSON.parse(text);
    if (type === 'subscribe') sent.push(payload);
    super.send(text, ...rest);
  }
}

const socket = createClient({
  url: socketUrl,
  webSocketImpl: HeardSocket,
  connectionParams: headers,
  // The link hands over the text together with the id.
  jsonMessageReplacer: (name, value) =>
    name === 'payload' && value?.extensions?.persistedQuery ? { ...value, query: undefined } : value,
});
const wire = split(
  ({ query }) => getMainDefinition(query).operation === 'subscription',
  new GraphQLWsLink(socket),
  new HttpLink({
    uri: url,
    headers,
    fetch(address, options) {
      sent.push(JSON.parse(options.body));
      return fetch(address, options);
    },
  }),
);
const clientWith = (link) => new ApolloClient({ link, cache: new InMemoryCache() });
const loadManifest = async () => manifest;
const client = clientWith(
  new PersistedQueryLink(generatePersistedQueryIdsFromManifest({ loadManifest })).concat(wire),
);

const heard = new Promise((resolve, reject) => {
  client.subscribe({ query: gql(watchSubscription) }).subscribe({
    next: ({ data, error }) => (error ? reject(error) : resolve(data.personChanged)),
    error: reject,
  });
});
const { data } = await client.query({ query: gql(peopleQuery), variables: { first: 5 } });
tell('query', data.people.totalCount);
// It says nothing when the subscription has begun, so people are made until it hears of one.
const isHeard = heard.then(() => true);
for (let made = false; !made; ) {
  const input = { displayName: 'Locked' };
  const created = await client.mutate({ mutation: gql(createMutation), variables: { input } });
  tell('mutation', created.data.createPerson.person.displayName);
  made = await Promise.race([isHeard, new Promise((resolve) => setTimeout(resolve, 1_000, false))]);
}
tell('subscription', await heard);
tell('ids', [...new Set(sent.map(({ extensions }) => extensions.persistedQuery.sha256Hash))]);
tell('texts', sent.filter(({ query }) => query !== undefined).length);

/** The code by which a document is refused that the manifest does not list. */
const refusal = async (asked) => {
  const error = await asked.catch((thrown) => thrown);
  return CombinedGraphQLErrors.is(error) ? error.errors[0].extensions.code : String(error);
};
const byText = clientWith(wire);
tell('refusal of a text', await refusal(byText.query({ query: gql(refusedQuery) })));
const other = gql('subscription Other { dealChanged { type } }');
const refused = new Promise((resolve, reject) => {
  byText.subscribe({ query: other }).subscribe({ next: ({ error }) => resolve(error), error: reject });
});
tell('refusal of a subscription', await refusal(refused));
/** An id that nobody registered: first it goes alone, then, as nobody knows it, with its text. */
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const before = sent.length;
const automatic = clientWith(new PersistedQueryLink({ sha256 }).concat(wire));
tell('refusal of an id', await refusal(automatic.query({ query: gql(refusedQuery) })));
tell(
  'tries',
  sent.slice(before).map(({ query }) => query !== undefined),
);
client.stop();
await socket.dispose();
