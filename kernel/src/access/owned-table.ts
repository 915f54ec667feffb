export interface OwnedTable {
  /** The column with the user who looks after a row. */
  readonly owner: string;
  /** The column with the team that does. */
  readonly team?: string;
}

/** Postgres names it when a row is written that its writer could not see. */
export const reachPolicy = 'reach';

const readsAll = `(select current_setting(''app.reach'', true) = ''ALL'')`;
const actor = `(select nullif(current_setting(''app.actor_id'', true), '''')::uuid)`;
const teams = `(select string_to_array(nullif(current_setting(''app.team_ids'', true), ''''), '','')::uuid[])::uuid[]`;

/**
 * Lets the database show of a table what the transaction's actor reaches: all rows, or those that are their own, their
 * teams' or nobody's. No query can forget it, and none counts what it does not show. Who sees a row sees its past, whosever
 * it was then. To be called after `versionedTable`. A setting is read once for a statement, not once for a row.
 */
export function ownedTable(table: string, { owner, team }: OwnedTable): string {
  const isNobodys = team ? `${owner} is null and ${team} is null` : `${owner} is null`;
  const isTeams = team ? ` or ${team} = any (${teams})` : '';
  const present = `${readsAll} or ${owner} = ${actor}${isTeams} or (${isNobodys})`;
  const past = `${readsAll} or exists (select from ${table} t
    where t.organization_id = ${table}_history.organization_id and t.id = ${table}_history.id)`;
  return `
    do $do$
      declare runtime text := 'kith_' || current_schema() || '_runtime';
      begin
        execute format('create policy ${reachPolicy} on ${table} as restrictive for select to %I using (${present})', runtime);
        execute format('create policy ${reachPolicy} on ${table}_history as restrictive for select to %I using (${past})', runtime);
      end $do$;
  `;
}
