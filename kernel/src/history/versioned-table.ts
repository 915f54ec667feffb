import { type Searched, toldToSearch } from './searched.js';

export interface VersionedTable {
  /**
   * The node that a change of a row is a change of: its type, or the column with its type, and the column with its id. A
   * part's subject is its whole.
   */
  readonly subject: readonly [type: string | { readonly column: string }, idColumn: string];
  /** The column with the person that a row speaks of, by which a person is found everywhere. */
  readonly person?: string;
  /** By what the graph's search finds the subject. */
  readonly searched?: Searched;
  /** Columns whose values never leave the table. */
  readonly hidden?: readonly string[];
  /** The column with the organization. */
  readonly tenant?: string;
  /** False for rows that only repeat what another versioned row says. */
  readonly isTold?: boolean;
}

/**
 * Makes the database remember a table: a trigger moves each old row to `<table>_history` with the instant until which it
 * held, and tells of the change in the outbox; a view of the table's name in the schema of the past shows the rows that
 * held at `app.as_of`. No code path can forget it, raw SQL included. To be called when the table has its columns and
 * indexes, and again when it gets others; the history has the same indexes.
 */
export function versionedTable(
  table: string,
  { subject, person, searched, hidden = [], tenant = 'organization_id', isTold = true }: VersionedTable,
): string {
  const [type, idColumn] = subject;
  // After a delete there is no new row, and its columns read as null.
  const value = (name: string) => `coalesce(new.${name}, old.${name})`;
  const hiddenColumns = `'{${hidden.join(',')}}'::text[]`;
  const search = searched && toldToSearch({ node: [String(type), idColumn], ...searched });
  const tell = `insert into outbox (organization_id, change_id, type, subject_type, subject_id, person_id, payload) values (
          ${value(tenant)}, present, 'row.changed', ${typeof type === 'string' ? `'${type}'` : value(type.column)}, ${value(idColumn)}, ${person ? value(person) : 'null'},
          jsonb_build_object('table', '${table}', 'operation', tg_op,
            'before', case when tg_op <> 'INSERT' then differing(to_jsonb(old), to_jsonb(new), ${hiddenColumns}) end,
            'after', case when tg_op <> 'DELETE' then differing(to_jsonb(new), to_jsonb(old), ${hiddenColumns}) end)${search ? ` || ${search}` : ''});`;
  return `
    alter table ${table} add column valid_from timestamptz not null, add column changed_in uuid not null;

    create table ${table}_history (valid_to timestamptz not null, ended_in uuid not null, like ${table});
    alter table ${table}_history enable row level security;

    create function keep_${table}() returns trigger
      language plpgsql security definer set search_path from current as $$
      declare
        present uuid := present_change();
        ended_at timestamptz;
      begin
        if tg_op <> 'INSERT' and old.changed_in <> present then
          ended_at := case when tg_op = 'UPDATE' then new.valid_from
            else greatest(current_setting('app.change_at')::timestamptz, old.valid_from + interval '1 microsecond') end;
          insert into ${table}_history select ended_at, present, (old).*;
        end if;
        ${isTold ? tell : ''}
        return null;
      end $$;
    revoke all on function keep_${table} from public;

    create trigger stamp_version before insert or update or delete on ${table} for each row execute function stamp_version();
    create trigger keep_version after insert or update or delete on ${table} for each row execute function keep_${table}();

    do $do$
      declare
        runtime text := 'kith_' || current_schema() || '_runtime';
        past text := current_schema() || '_past';
        columns text;
        keys text;
        definition text;
      begin
        select string_agg(quote_ident(attname), ', ' order by attnum) into columns
          from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped;
        select string_agg(quote_ident(attname), ', ' order by array_position(i.indkey::int2[], attnum)) into keys
          from pg_attribute join pg_index i on i.indrelid = attrelid and i.indisprimary and attnum = any(i.indkey)
          where attrelid = '${table}'::regclass;
        execute format('alter table ${table}_history add primary key (%s, changed_in)', keys);
        for definition in select pg_get_indexdef(indexrelid) from pg_index where indrelid = '${table}'::regclass and not indisprimary
        loop
          execute regexp_replace(definition, '^CREATE (UNIQUE )?INDEX \\S+ ON (ONLY )?\\S+',
            format('CREATE INDEX ON %I.${table}_history', current_schema()));
        end loop;
        execute format(
          'create policy tenant on ${table}_history to %I
             using (${tenant} = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid))', runtime);
        execute format('grant select on ${table}_history to %I', runtime);
        execute format(
          'create view %1$I.${table} with (security_invoker) as
             select %2$s from ${table}
               where valid_from < (select asked_instant()) and changed_in <> all ((select changes_under_way())::uuid[])
             union all
             select %2$s from ${table}_history
               where valid_from < (select asked_instant()) and changed_in <> all ((select changes_under_way())::uuid[])
                 and (valid_to >= (select asked_instant()) or ended_in = any ((select changes_under_way())::uuid[]))',
          past, columns);
        execute format('grant select on %I.${table} to %I', past, runtime);
      end $do$;
  `;
}

/** A view of versioned tables, which shows what they show, in the present and in the past. */
export function versionedView(view: string, query: string): string {
  return `
    create view ${view} with (security_invoker) as ${query};
    do $do$
      declare
        present text := current_schema();
        past text := current_schema() || '_past';
      begin
        execute format('grant select on ${view} to %I', 'kith_' || present || '_runtime');
        perform set_config('search_path', past || ', ' || present, true);
        execute format('create view %I.${view} with (security_invoker) as %s', past, $view$${query}$view$);
        execute format('grant select on %I.${view} to %I', past, 'kith_' || present || '_runtime');
        perform set_config('search_path', present, true);
      end $do$;
  `;
}
