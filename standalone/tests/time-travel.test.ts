import { setTimeout as delay } from 'node:timers/promises';
import { as, askWith, demoActor, sign } from './graph.js';

const ask = as('owner@northwind.demo');

test('the graph answers as of an instant', async () => {
  const made = await ask(
    `mutation { createPerson(input: { displayName: "Ada", email: "ada@time.demo" }) { person { id version } userErrors { message } } }`,
  );
  const { id } = made.data.createPerson.person;
  await delay(5);
  const before = new Date().toISOString();
  await delay(5);
  const named = await ask(
    `mutation ($id: ID!) { updatePerson(input: { id: $id, displayName: "Ada Lovelace" }) { person { displayName version history { property before after at by requestId cause } } } }`,
    { id },
  );
  console.log(JSON.stringify(named, null, 1));
  const now = `query ($id: ID!) { person(by: { id: $id }) { displayName } node(id: $id) { id } }`;
  const then = `query ($id: ID!, $at: DateTime!) @asOf(at: $at) { person(by: { id: $id }) { displayName history { property before after } } node(id: $id) { id } }`;
  expect((await ask(now, { id })).data.person.displayName).toBe('Ada Lovelace');
  expect((await ask(then, { id, at: before })).data.person.displayName).toBe('Ada');
  console.log(JSON.stringify(await ask(then, { id, at: before }), null, 1));
  console.log(JSON.stringify(await ask(then, { id, at: '2020-01-01T00:00:00Z' }), null, 1));
  console.log(JSON.stringify(await ask(then, { id, at: '2040-01-01T00:00:00Z' }), null, 1));
  const headers = {
    authorization: `Bearer ${await sign(demoActor('owner@northwind.demo'))}`,
    'x-consistency': (made as any).extensions?.consistency,
  };
  console.log(
    headers['x-consistency'],
    JSON.stringify(await askWith(headers, { query: now, variables: { id } })),
  );
});
