import { typosOf, wordsAndWhole, wordsOf } from './words.js';

test.each([
  ['Horst Kloss', 'horst kloss'],
  ['quick@northwind.demo', 'quick northwind demo'],
  ['Frédérique Citeaux', 'frederique citeaux'],
  ['Weißbier Straße, Łódź, Ærø', 'weissbier strasse lodz aero'],
  ['İstanbul IŞIK ışık', 'istanbul isik isik'],
  ['ＡＢＣ ﬁne ①', 'abc fine 1'],
  ['한국어 東京', '한국어 東京'],
  [`'; \\ :* & | ! ( ) <-> %_`, ''],
  ['\0 a\ud800b', 'a b'],
])('the words of %j are %j', (text, words) => {
  expect(wordsOf(text).join(' ')).toBe(words);
});

test('what has signs inside is one word too', () => {
  expect(wordsAndWhole('QUICK-Stop of Horst Kloss')).toEqual([
    'quick',
    'stop',
    'quickstop',
    'of',
    'horst',
    'kloss',
  ]);
  expect(wordsAndWhole('quick@northwind.demo')).toEqual(['quick', 'northwind', 'demo', 'northwinddemo']);
});

test.each([
  ['kloss', 'klos', true],
  ['kloss', 'klooss', true],
  ['kloss', 'klass', true],
  ['kloss', 'lkoss', true],
  ['kloss', 'loss', true],
  ['kloss', 'kraus', false],
  ['nw112', 'nw113', false],
  ['ann', 'anna', false],
])('whether %s can be meant by %s: %s', (word, asked, isMeant) => {
  const typos = new Set(typosOf(word));
  expect(typosOf(asked).some((typo) => typos.has(typo))).toBe(isMeant);
});
