import { askedHash, hashOf } from './asked-hash.js';

const query = '{ viewer { id } }';
const hash = hashOf(query);
const persistedQuery = { version: 1, sha256Hash: hash };

test('an operation is named by its hash, in either way, with its text or without', () => {
  expect(askedHash({ documentId: `sha256:${hash}` })).toBe(hash);
  expect(askedHash({ extensions: { persistedQuery } })).toBe(hash);
  expect(askedHash({ query: '', extensions: { persistedQuery } })).toBe(hash);
  expect(askedHash({ query, extensions: { persistedQuery } })).toBe(hash);
  expect(askedHash({ query })).toBeNull();
  expect(askedHash({ query, documentId: null, extensions: {} })).toBeNull();
});

test.each([
  { documentId: hash },
  { documentId: `sha256:${hash.toUpperCase()}` },
  { documentId: 1 },
  { query: `${query} `, documentId: `sha256:${hash}` },
  { extensions: { persistedQuery: { ...persistedQuery, version: 2 } } },
  { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
  { query: `${query} `, extensions: { persistedQuery } },
])('what is no hash of the text is refused: %j', (asked) => {
  expect(() => askedHash(asked)).toThrow(
    expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }),
  );
});
