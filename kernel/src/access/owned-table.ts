export interface OwnedTable {
  /** The column with the user who looks after a row. */
  readonly owner: string;
  /** The column with the team that does. */
  readonly team?: string;
  /** What a row is a part of, where it is: what is nobody's is read by who reads the whole. */
  readonly whole?: { readonly table: string; readonly column: string };
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
export function ownedTable(table: string, { whole, ...owned }: OwnedTable): string {
  const isSeen =
    whole &&
    `(${whole.column} is null or exists (select from ${whole.table} w
       where w.organization_id = ${table}.organization_id and w.id = ${table}.${whole.column}))`;
  const present = shown(owned, isSeen);
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

/** The condition that the transaction's actor reaches a row, for a function with the owner's rights, which no policy binds. */
export function isReached(table: Omit<OwnedTable, 'whole'>): string {
  return `(${shown(table).replaceAll("''", "'")})`;
}

function shown({ owner, team }: Omit<OwnedTable, 'whole'>, isSeen?: string): string {
  const isNobodys = [`${owner} is null`, team && `${team} is null`, isSeen].filter(Boolean).join(' and ');
  const isTeams = team ? ` or ${team} = any (${teams})` : '';
  return `${readsAll} or ${owner} = ${actor}${isTeams} or (${isNobodys})`;
}
