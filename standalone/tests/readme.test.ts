import { readFileSync } from 'node:fs';
import path from 'node:path';
import { as } from './graph.js';

test('the query of the README has the answer that stands below it', async () => {
  const readme = readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8');
  const [, query = '', answer = ''] =
    /```graphql\n([\s\S]*?)```[\s\S]*?```json\n([\s\S]*?)```/.exec(readme) ?? [];
  const { data, errors } = await as('owner@northwind.demo')(query, { email: 'quick@northwind.demo' });
  expect(errors).toBeUndefined();
  expect(data).toEqual(JSON.parse(answer));
});
