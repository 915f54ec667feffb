import { isReached, organizationColumn, SqlMigration, tenantTable } from '@kith/kernel';

/** The entries of the organization that the actor reaches, of the types that are wanted. */
const isSought = `e.organization_id = organization and e.node_type = any(wanted) and ${isReached({ owner: 'e.owner_id', team: 'e.team_id' })}`;

/**
 * What search finds nodes by: a line for each row whose table says so (`searched`), rebuilt from events at any time.
 * Under a policy no index serves `@@` or likeness, so `search_entries` looks with the owner's rights, names the
 * organization and what its actor reaches itself, and answers ids and scores alone.
 */
export class Search extends SqlMigration {
  readonly name = 'Search1795399200000';
  readonly sql = `
    create table search_entry (
      ${organizationColumn},
      row_id uuid not null,
      node_type text not null,
      node_id uuid not null,
      title text collate "C",
      letters text not null,
      words tsvector not null,
      owner_id uuid,
      team_id uuid,
      primary key (organization_id, row_id)
    );
    create index search_entry_title on search_entry (organization_id, title);
    create index search_entry_words on search_entry using gin (organization_id, words);
    create index search_entry_letters on search_entry using gin (organization_id, letters gin_trgm_ops);
    ${tenantTable('search_entry')}

    -- The best 1,000 nodes for a phrase; \`ranked\` is what an entry may fit, the best first and the widest last. Titles that
    -- begin with the phrase come before all others, so where they are enough nothing else is looked for; and only where
    -- few fit at all, letters inside words (\`parts\`) and words with a typo (\`nearly\`) count.
    create function search_entries(phrase text, ranked tsquery[], parts text[], nearly tsquery, wanted text[])
      returns table (type text, id uuid, score integer)
      language plpgsql stable security definer
      set search_path from current
      set plan_cache_mode = force_custom_plan
      as $$
      declare
        organization uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
        widest tsquery := ranked[cardinality(ranked)];
        most constant integer := 1000;
        few constant integer := 20;
        patterns text[] := array(select '%' || part || '%' from unnest(parts) part);
        longest text := (select pattern from unnest(patterns) pattern order by length(pattern) desc limit 1);
      begin
        return query
          with begun as materialized (
            select e.node_type, e.node_id, e.title, case when e.title = phrase then 900 else 800 end as tier
            from search_entry e
            where ${isSought}
              and e.title >= phrase collate "C" and e.title < (phrase || chr(1114111)) collate "C"
            order by e.title limit most
          ), fitting as materialized (
            select e.node_type, e.node_id, e.title,
              700 - 100 * (select min(place) - 1 from unnest(ranked) with ordinality as r (query, place) where e.words @@ query)::integer as tier
            from search_entry e
            where (select count(*) from begun) < most
              and ${isSought} and e.words @@ widest
            limit most
          ), literal as materialized (
            select * from begun union all select * from fitting
          ), inside as (
            select e.node_type, e.node_id, e.title, 300 as tier from search_entry e
            where (select count(*) from literal) < few and length(longest) > 4
              and ${isSought}
              and e.letters like longest and e.letters like all (patterns)
            limit most
          ), near as (
            select e.node_type, e.node_id, e.title, 200 as tier from search_entry e
            where (select count(*) from literal) < few
              and ${isSought} and e.words @@ nearly
            limit most
          ), found as (
            select * from literal union all select * from inside union all select * from near
          )
          select f.node_type, coalesce(a.stands_for, f.node_id) as node,
            max(f.tier * 100 + (similarity(phrase, coalesce(f.title, '')) * 99)::integer) as points
          from found f left join alias a on a.organization_id = organization and a.id = f.node_id
          group by 1, 2 order by points desc, node desc limit most;
      end $$;
    revoke all on function search_entries from public;
    grant execute on function search_entries to kith_platform_objects_runtime;
  `;
}
