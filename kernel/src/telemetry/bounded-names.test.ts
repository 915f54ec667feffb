import { boundedNames } from './bounded-names.js';

test('however many names clients think up, so many are told apart', () => {
  const nameOf = boundedNames(2);
  expect(['a', 'b', 'c', 'a', null, 'd'].map(nameOf)).toEqual(['a', 'b', 'other', 'a', 'anonymous', 'other']);
});
