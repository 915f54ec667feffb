import { organizationColumn, tenantTable } from '../database/migration.js';
import { versionedTable } from '../history/versioned-table.js';

/**
 * Ids that stand for others since their nodes were merged. No foreign key is ever rewritten: rows keep the id that they
 * were written with, and are looked up through this table. Ending an alias brings everything back to where it was.
 */
export const aliasTable = `
  create table alias (
    ${organizationColumn},
    id uuid not null,
    type text not null,
    -- The id itself once it stands for nothing else any more.
    stands_for uuid not null,
    -- Where the event that said so stands at its source; 0 where it was found.
    told bigint not null,
    primary key (organization_id, id)
  );
  create index alias_of on alias (organization_id, stands_for, id);
  ${tenantTable('alias')}
  ${versionedTable('alias', { subject: [{ column: 'type' }, 'id'] })}

  -- What an id stands for: itself, unless its node was merged into another.
  create function id_of(asked uuid) returns uuid language sql stable as $$
    select coalesce((select a.stands_for from alias a where a.id = asked), asked)
  $$;

  -- All ids under which rows of a node can have been written, its own (what the asked one stands for) among them. Postgres
  -- puts this body in the place of a call in FROM; with a call of id_of in it, each call of that would start an executor.
  create function ids_of(asked uuid) returns table (id uuid, is_own boolean) language sql stable as $$
    select one.id, one.is_own
    from (values (asked)) as given (id) left join alias a on a.id = given.id cross join lateral (
      select coalesce(a.stands_for, given.id), true
      union all
      select other.id, false from alias other
      where other.stands_for = coalesce(a.stands_for, given.id) and other.id <> other.stands_for
    ) as one (id, is_own)
  $$;
`;
