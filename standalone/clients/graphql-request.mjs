import { ClientError, GraphQLClient } from 'graphql-request';
import { createMutation, peopleQuery, refusedQuery } from './documents.mjs';
import { authorization, tell, url } from './told.mjs';

const client = new GraphQLClient(url, { headers: { authorization } });
tell('query', (await client.request(peopleQuery, { first: 5 })).people.totalCount);
const { createPerson } = await client.request(createMutation, { input: { displayName: 'Request' } });
tell('mutation', createPerson.person.displayName);
const refused = await client.request(refusedQuery).catch((error) => error);
tell('refusal', refused instanceof ClientError && refused.response.errors[0].extensions.code);
