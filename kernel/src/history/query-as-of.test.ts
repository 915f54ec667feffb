import { queryAsOf } from './query-as-of.js';

test('a query gets the directive, and the variable where it has none', () => {
  expect(queryAsOf('query ($subject: ID!) { node(id: $subject) { id } }')).toEqual({
    text: 'query ($subject: ID!, $at: DateTime!) @asOf(at: $at) {\n  node(id: $subject) {\n    id\n  }\n}',
    variables: ['subject', 'at'],
  });
  expect(queryAsOf('query Q($at: DateTime!) { a(b: $at) }').text).toMatch(
    /^query Q\(\$at: DateTime!\) @asOf\(at: \$at\)/,
  );
  expect(queryAsOf('{ viewer { ...N } } fragment N on User { id }').text).toMatch(
    /^query \(\$at.*fragment N/s,
  );
});

test.each([
  ['mutation { a }', 'a mutation is refused'],
  ['subscription { a }', 'a subscription is refused'],
  ['query @asOf(at: "2026-01-01T00:00:00Z") { a }', 'leave it out'],
  ['query A { a } query B { b }', 'one query'],
  ['fragment N on User { id }', 'one query'],
  ['{ a', 'no GraphQL document'],
])('%s is refused', (text, message) => {
  expect(() => queryAsOf(text)).toThrow(message);
});
