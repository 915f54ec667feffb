import type pg from 'pg';
import { copyOfId } from './copy-of-id.js';

/** A versioned table as the catalog of Postgres describes it. */
interface Table {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Columns that a unique index without ids takes, and so must differ from copy to copy. */
  readonly unique: readonly string[];
  readonly keys: readonly string[];
}

/** Of these an organization has no copies: they are its frame. */
const frame = ['organization', 'membership', 'alias', 'merge'];

export const versionsOfEach = 10;

/**
 * Copies all that an organization has, until its tables have about as many rows, and gives each row of every table nine
 * older versions, a day apart, that say the same. Answers how many rows and versions there are.
 *
 * @param admin a superuser, because no trigger may notice
 */
export async function grow(
  admin: pg.Client,
  organizationId: string,
  rows: number,
): Promise<{ rows: number; versions: number }> {
  await admin.query(`set session_replication_role = replica`);
  const tables = await versionedTables(admin);
  const copied = tables.filter(({ name, keys }) => !frame.includes(name) && keys.length > 1);
  const before = await countOf(admin, copied, `where organization_id = '${organizationId}'`);
  const copies = Math.max(0, Math.round(rows / before) - 1);
  for (const table of copied) await copy(admin, table, organizationId, copies);
  for (const table of tables) await age(admin, table);
  for (const { schema, name } of tables)
    await admin.query(`vacuum analyze ${schema}.${name}, ${schema}.${name}_history`);
  await admin.query(`reset session_replication_role`);
  const present = await countOf(admin, tables);
  const past = await countOf(
    admin,
    tables.map((table) => ({ ...table, name: `${table.name}_history` })),
  );
  return { rows: present, versions: present + past };
}

async function versionedTables(admin: pg.Client): Promise<Table[]> {
  const { rows } = await admin.query<Table>(
    `select n.nspname as schema, c.relname as name,
       (select json_agg(json_build_object('name', attname, 'type', atttypid::regtype) order by attnum)
        from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
       (select coalesce(json_agg(distinct attname), '[]') from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisunique and not exists (
          select from pg_attribute u where u.attrelid = c.oid and u.attnum = any(i.indkey)
            and u.atttypid = 'uuid'::regtype and u.attname <> 'organization_id')) as unique,
       (select json_agg(attname) from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary) as keys
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'keep_version')
     order by 1, 2`,
  );
  return rows;
}

async function countOf(
  admin: pg.Client,
  tables: readonly Pick<Table, 'schema' | 'name'>[],
  where = '',
): Promise<number> {
  const counts = tables.map(({ schema, name }) => `select count(*) from ${schema}.${name} ${where}`);
  const { rows } = await admin.query(`select sum(count)::int as sum from (${counts.join(' union all ')}) c`);
  return rows[0].sum;
}

async function copy(
  admin: pg.Client,
  { schema, name, columns, unique }: Table,
  organizationId: string,
  copies: number,
): Promise<void> {
  const values = columns.map((column) => {
    if (column.name === 'organization_id' || column.name === 'changed_in') return column.name;
    if (column.type === 'uuid') return copyOfId(column.name);
    if (!unique.includes(column.name)) return column.name;
    return column.type === 'text' ? `k || '-' || ${column.name}` : `${column.name} + k * 1000000`;
  });
  const names = columns.map((column) => column.name).join(', ');
  await admin.query(
    `insert into ${schema}.${name} (${names})
     select ${values.join(', ')} from ${schema}.${name}, generate_series(1, ${copies}) k where organization_id = $1`,
    [organizationId],
  );
}

async function age(admin: pg.Client, { schema, name, columns }: Table): Promise<void> {
  const days = (count: string) => `date_trunc('day', now()) - (${count}) * interval '1 day'`;
  const values = columns.map((column) => {
    if (column.name === 'valid_from') return days(`${versionsOfEach} - v`);
    return column.name === 'changed_in' ? `md5('version' || v)::uuid` : column.name;
  });
  const names = columns.map((column) => column.name).join(', ');
  await admin.query(
    `insert into ${schema}.${name}_history (valid_to, ended_in, ${names})
     select ${days(`${versionsOfEach - 1} - v`)}, md5('version' || v + 1)::uuid, ${values.join(', ')}
     from ${schema}.${name}, generate_series(0, ${versionsOfEach - 2}) v`,
  );
  await admin.query(
    `update ${schema}.${name} set valid_from = ${days('1')}, changed_in = md5('version' || ${versionsOfEach - 1})::uuid`,
  );
}
