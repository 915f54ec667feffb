/** Lets the relay role, which moves events and jobs of all organizations, use a table of the present schema. */
export function relayTable(table: string, rights: string): string {
  return `
    alter table ${table} enable row level security;
    do $do$ begin
      execute format('create policy relay on ${table} to %I using (true)', 'kith_' || current_schema() || '_relay');
      execute format('grant ${rights} on ${table} to %I', 'kith_' || current_schema() || '_relay');
    end $do$;
  `;
}
