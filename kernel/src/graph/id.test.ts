import { decodeId, encodeId, parseId } from './id.js';

const uuid = '01890a5d-ac96-774b-bcce-b302099a8057';

test('an id survives the way out and back in', () => {
  const id = encodeId('ObjectDefinition', uuid);
  expect(id).toMatch(/^objectdefinition_[0-9a-z]{26}$/);
  expect(decodeId('ObjectDefinition', id)).toBe(uuid);
});

test('an id of another type is refused with both prefixes', () => {
  expect(() => decodeId('Person', encodeId('Deal', uuid))).toThrow(
    'Expected an id that begins with "person_", got an id that begins with "deal_"',
  );
});

test.each([
  '',
  'person_',
  'person_!!',
  '_01h455vb4pex5vsknk084sn02q',
  'person',
  uuid,
  'person_81h455vb4pex5vsknk084sn02q',
])('%j is no id', (text) => {
  expect(parseId(text)).toBeNull();
  expect(() => decodeId('Person', text)).toThrow('which is no id');
});
