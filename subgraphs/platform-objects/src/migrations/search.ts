import { organizationColumn, SqlMigration, tenantTable } from '@kith/kernel';

/**
 * What search finds nodes by: a line for each row whose table says so (`searched`), rebuilt from events at any time.
 * Under a policy no index serves `@@` or likeness, so `search_entries` looks with the owner's rights, names the
 * organization itself, and answers ids and scores alone.
 */
export class Search extends SqlMigration {
  readonly name = 'Search1795399200000';
  readonly sql = `
    -- Words as they are compared: small letters without accents, and nothing between them but a space.
    create function search_fold(given text) returns text language sql immutable strict parallel safe
      return btrim(regexp_replace(normalize(regexp_replace(normalize(
        replace(replace(replace(translate(lower(left(given, 20000) collate pg_c_utf8), 'øłđı', 'oldi'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
        nfkd), '[\\u0300-\\u036f]+', '', 'g'), nfkc), '[^[:alnum:]]+', ' ', 'g'));

    -- The same, and short names once more in one word: QUICK-Stop is found as quickstop, O’Brien as obrien.
    create function search_words(given text) returns text language sql immutable strict parallel safe
      return search_fold(given) || case when length(given) <= 40 and search_fold(given) like '% %'
        then ' ' || replace(search_fold(given), ' ', '') else '' end;

    create function search_text(title text, texts text[]) returns text language sql immutable parallel safe
      return concat_ws(' ', search_words(title), (select string_agg(search_words(one), ' ') from unnest(texts) one));

    -- A word and what is left of it without one of its letters: of two words that a typo parts, these have one in common.
    create function search_typos(word text) returns setof text language sql immutable strict parallel safe
      begin atomic
        select word where word ~ '^[[:alpha:]]{4,30}$'
        union
        select overlay(word placing '' from place for 1) from generate_series(1, length(word)) place
        where word ~ '^[[:alpha:]]{4,30}$';
      end;

    -- Words of the title have the weight A, and what typos leave of a name begins with ~. Words are written as they are:
    -- the parser of Postgres would part some and join others.
    create function search_vector(title text, texts text[]) returns tsvector language sql immutable parallel safe
      begin atomic
        with given (value, place) as (
          select title, ':1A' union all select one, ':2' from unnest(texts) one
        ), named as (
          select distinct word, place, length(value) <= 200 as is_name
          from given, regexp_split_to_table(search_words(value), ' ') word where word <> ''
        )
        select coalesce(string_agg(distinct lexeme, ' '), '')::tsvector from (
          select quote_literal(left(word, 60)) || place from named
          union all
          select quote_literal('~' || typo) from named, search_typos(word) typo where is_name
        ) as found (lexeme);
      end;

    create table search_entry (
      ${organizationColumn},
      row_id uuid not null,
      node_type text not null,
      node_id uuid not null,
      title text,
      texts text[] not null,
      folded_title text collate "C" generated always as (search_fold(title)) stored,
      folded text generated always as (search_text(title, texts)) stored,
      words tsvector generated always as (search_vector(title, texts)) stored,
      primary key (organization_id, row_id)
    );
    create index search_entry_title on search_entry (organization_id, left(folded_title, 200));
    create index search_entry_words on search_entry using gin (organization_id, words);
    create index search_entry_letters on search_entry using gin (organization_id, folded gin_trgm_ops);
    ${tenantTable('search_entry')}

    -- The best 1,000 nodes. Who is found by the words as they are asked comes first; only where that is few, letters
    -- inside words and words with a typo count.
    create function search_entries(asked text, wanted text[]) returns table (type text, id uuid, score integer)
      language plpgsql stable security definer
      set search_path from current
      set plan_cache_mode = force_custom_plan
      as $$
      declare
        organization uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
        phrase text := left(search_fold(asked), 200);
        tokens text[] := (string_to_array(phrase, ' '))[1:10];
        -- Figures are one number however they are written: 030 12-34 is in +49301234.
        parts text[] := case when phrase ~ '^[0-9 ]+$' then array[ltrim(replace(phrase, ' ', ''), '0')] else tokens end;
        longest text := (select part from unnest(parts) part order by length(part) desc limit 1);
        whole tsquery := (select string_agg(quote_literal(left(token, 60)), ' & ') from unnest(tokens) token);
        begun tsquery := (select string_agg(quote_literal(left(token, 60)) || ':*', ' & ') from unnest(tokens) token);
        nearly tsquery := (
          select string_agg('(' || quote_literal(left(token, 60)) || ':*' || coalesce(
            (select string_agg(' | ' || quote_literal('~' || typo), '') from search_typos(token) typo), '') || ')', ' & ')
          from unnest(tokens) token);
        titled tsquery := (select string_agg(quote_literal(left(token, 60)) || ':A', ' & ') from unnest(tokens) token);
        titled_begun tsquery := (select string_agg(quote_literal(left(token, 60)) || ':*A', ' & ') from unnest(tokens) token);
      begin
        if phrase = '' then return; end if;
        return query
          with literal as materialized (
            (select e.* from search_entry e
             where e.organization_id = organization and e.node_type = any(wanted)
               and left(e.folded_title, 200) >= phrase collate "C" and left(e.folded_title, 200) < (phrase || chr(1114111)) collate "C"
             order by left(e.folded_title, 200) limit 1000)
            union all
            (select e.* from search_entry e
             where e.organization_id = organization and e.node_type = any(wanted) and e.words @@ begun limit 1000)
          ), few as materialized (
            select count(*) < 20 as are_found from literal
          ), inside as materialized (
            select e.* from search_entry e
            where (select are_found from few) and length(longest) > 2
              and e.organization_id = organization and e.node_type = any(wanted)
              and e.folded like '%' || longest || '%'
              and e.folded like all (select '%' || part || '%' from unnest(parts) part)
            limit 1000
          ), near as materialized (
            select e.* from search_entry e
            where (select are_found from few)
              and e.organization_id = organization and e.node_type = any(wanted) and e.words @@ nearly limit 1000
          ), found as (
            select e.*, case
                when e.folded_title = phrase then 900
                when starts_with(e.folded_title, phrase) then 800
                when e.words @@ titled then 700
                when e.words @@ titled_begun then 600
                when e.words @@ whole then 500
                else 400 end as tier
              from literal e
            union all select e.*, 300 from inside e
            union all select e.*, 200 from near e
          )
          select e.node_type, coalesce(a.stands_for, e.node_id) as node,
            max(e.tier * 100 + (similarity(phrase, coalesce(e.folded_title, '')) * 99)::integer) as points
          from found e left join alias a on a.organization_id = organization and a.id = e.node_id
          group by 1, 2 order by points desc, node desc limit 1000;
      end $$;
    revoke all on function search_entries from public;
    grant execute on function search_entries to kith_platform_objects_runtime;
  `;
}
