import { createHash } from 'node:crypto';
import type { SearchedNode } from '@kith/schema/events/every-subgraph';

const syllables =
  'an bel cor dan el fer gar hol in jor kas lem mar nor os pel qui ran sol tor ul ven wil xan yor zel bra cle dro fli gro kra ple pri sta tri whe schu moe klo'.split(
    ' ',
  );

/** The nth of what an organization can be asked for: of ten, six are people, and one each is something else. */
export function searchedRow(n: number): SearchedNode {
  const [first, last] = [word(`first ${n % 3_000}`, 2), word(`last ${n % 70_001}`, 3)];
  const company = `${word(`company ${n % 20_011}`, 3)}${[' AG', ' & Co.', '-Stop', ' Ltd'][n % 4]}`;
  const digits = String((n * 7_368_787) % 1_000_000_007).padStart(9, '0');
  const named = (type: string, title: string, texts: readonly string[] = []) => ({
    type,
    id: uuidOf(String(n)),
    title,
    texts,
    owner: null,
    team: null,
  });
  switch (n % 10) {
    case 0:
      return named('Company', company, [`${last.toLowerCase()}.example`]);
    case 1:
      return named('Product', `${last} ${first}`, [`SKU-${digits}`]);
    case 2:
      return named('Order', String(n));
    case 3:
      return named('Deal', `${company}, order ${n}`);
    default:
      return named('Person', `${first} ${last}`, [
        `${first}.${last}@${n % 500}.example`.toLowerCase(),
        `+49${digits}`,
      ]);
  }
}

function word(seed: string, length: number): string {
  const bytes = createHash('md5').update(seed).digest().subarray(0, length);
  const text = [...bytes].map((byte) => syllables[byte % syllables.length]).join('');
  return `${text[0]?.toUpperCase()}${text.slice(1)}`;
}

function uuidOf(seed: string): string {
  return createHash('md5')
    .update(seed)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-7$3-8$4-$5');
}
