import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import { pipe, subscribe } from 'wonka';
import { createMutation, peopleQuery, refusedQuery, watchSubscription } from './documents.mjs';
import { authorization, socketUrl, tell, url } from './told.mjs';

/** urql as its documentation sets it up, with the WebSocket that browsers have. */
const socket = createClient({ url: socketUrl, connectionParams: { authorization } });
const client = new Client({
  url,
  preferGetMethod: 'within-url-limit',
  fetchOptions: { headers: { authorization } },
  exchanges: [
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query = '', variables }) => ({
        subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink) }),
      }),
    }),
  ],
});

const heard = Promise.withResolvers();
const { unsubscribe } = pipe(
  client.subscription(watchSubscription, {}),
  subscribe(({ data, error }) => (error ? heard.reject(error) : heard.resolve(data.personChanged))),
);
const { data } = await client.query(peopleQuery, { first: 5 }).toPromise();
tell('query', data.people.totalCount);
const isHeard = heard.promise.then(() => true);
for (let made = false; !made; ) {
  const created = await client.mutation(createMutation, { input: { displayName: 'Urql' } }).toPromise();
  tell('mutation', created.data.createPerson.person.displayName);
  made = await Promise.race([isHeard, new Promise((resolve) => setTimeout(resolve, 200, false))]);
}
tell('subscription', await heard.promise);
unsubscribe();
const { error } = await client.query(refusedQuery, {}).toPromise();
tell('refusal', error.graphQLErrors[0].extensions.code);
await socket.dispose();
