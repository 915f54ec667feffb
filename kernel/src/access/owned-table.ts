export interface OwnedTable {
  /** The column with the user who looks after a row. */
  readonly owner: string;
  /** The column with the team that does. */
  readonly team?: string;
}

/**
 * Lets the database show of a table what the transaction's actor reaches: all rows, or those that are their own, their
 * teams' or nobody's. No query can forget it, and none counts what it does not show; a version of the past is judged by
 * the owner that it had. To be called after `versionedTable`. Each setting is read once for a statement.
 */
export function ownedTable(table: string, { owner, team }: OwnedTable): string {
  const isTeams = team && `${team} = any ((select string_to_array(nullif(current_setting(''app.team_ids'', true), ''''), '','')::uuid[]))`;
  const isNobodys = [owner, team].filter(Boolean).map((column) => `${column} is null`).join(' and ');
  const condition = [
    `(select current_setting(''app.reach'', true) = ''ALL'')`,
    `${owner} = (select nullif(current_setting(''app.actor_id'', true), '''')::uuid)`,
    isTeams,
    `(${isNobodys})`,
  ]
    .filter(Boolean)
    .join(' or ');
  return `
    do $do$
      declare shown text;
      begin
        foreach shown in array array['${table}', '${table}_history'] loop
          execute format('create policy ${reachPolicy} on %I as restrictive for select to %I using (${condition})',
            shown, 'kith_' || current_schema() || '_runtime');
        end loop;
      end $do$;
  `;
}

/** Postgres names it when a row is written that its writer could not see. */
export const reachPolicy = 'reach';
