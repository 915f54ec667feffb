import type pg from 'pg';

const syllables =
  'an bel cor dan el fer gar hol in jor kas lem mar nor os pel qui ran sol tor ul ven wil xan yor zel bra cle dro fli gro kra ple pri sta tri whe schu moe kloss';

/** A word of so many syllables, in SQL, which is the same for the same number: there are 40 to the power of them. */
const word = (seed: string, length: number) =>
  Array.from(
    { length },
    (_, at) => `(string_to_array('${syllables}', ' '))[1 + abs(hashint8extended(${seed}, ${at})) % 40]`,
  ).join(' || ');

/** First and last name, company and figures of the nth; company and last name are those of many. */
const given = `
  select n, initcap(${word('n', 2)}) as first, initcap(${word('n + 7', 3)}) as last,
    initcap(${word('n % 50000', 3)}) || (array[' AG', ' & Co.', '-Stop', ' Ltd'])[1 + n % 4] as company,
    lpad((abs(hashint8(n)) % 1000000000)::text, 9, '0') as digits`;

/**
 * Writes lines into the index of an organization as the other subgraphs would cause them: of ten, six are people, and one
 * each is a company, a product, an order and a deal.
 */
export async function fillSearch(admin: pg.Client, organizationId: string, count: number): Promise<void> {
  await admin.query(
    `insert into search_entry (organization_id, row_id, node_type, node_id, title, texts)
     select $1::uuid, id, type, id, title, texts from (
       select md5($1::uuid::text || n)::uuid as id, case n % 10 when 0 then 'Company' when 1 then 'Product' when 2 then 'Order' when 3 then 'Deal' else 'Person' end as type,
         case n % 10 when 0 then company when 1 then last || ' ' || first when 2 then n::text when 3 then company || ', order ' || n else first || ' ' || last end as title,
         case n % 10 when 0 then array[lower(last) || '.example'] when 1 then array['SKU-' || digits] when 2 then '{}' when 3 then '{}'
           else array[lower(first || '.' || last) || '@' || n % 500 || '.example', '+49' || digits] end as texts
       from (${given} from generate_series(1, $2::bigint) n) given
     ) line`,
    [organizationId, count],
  );
}
