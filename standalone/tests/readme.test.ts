import { readFileSync } from 'node:fs';
import path from 'node:path';
import { as, demoActor, graphUrl, sign } from './graph.js';
import { clientOf, watch } from './subscriptions/watching.js';

const readme = readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8');

test('the query of the README has the answer that stands below it', async () => {
  const [, query = '', answer = ''] =
    /```graphql\n([\s\S]*?)```[\s\S]*?```json\n([\s\S]*?)```/.exec(readme) ?? [];
  const { data, errors } = await as('owner@northwind.demo')(query, { email: 'quick@northwind.demo' });
  expect(errors).toBeUndefined();
  expect(data).toEqual(JSON.parse(answer));
});

test('the subscription of the README is told of an order', async () => {
  const [, query = ''] = /```graphql\n(subscription [\s\S]*?)```/.exec(readme) ?? [];
  const owner = 'owner@northwind.demo';
  const client = clientOf(graphUrl(), () => sign(demoActor(owner)));
  const watching = await watch(client, query);
  const ask = as(owner);
  const { data } = await ask(
    '{ orders(first: 1, filter: { status: { eq: PLACED } }) { nodes { id number } } }',
  );
  const [order] = data.orders.nodes;
  await ask('mutation ($input: CompleteOrderInput!) { completeOrder(input: $input) { order { id } } }', {
    input: { id: order.id },
  });
  expect((await watching.next()).data.orderChanged).toMatchObject({
    type: 'UPDATED',
    order: { number: order.number, status: 'COMPLETED' },
  });
  await client.dispose();
});
