import type pg from 'pg';
import { copyOfId } from './copy-of-id.js';

/** Copies of an organization's people and of all that they have, in organizations of their own: equal data, other rows. */
export async function copyOrganization(
  admin: pg.Client,
  organizationId: string,
  copies: number,
): Promise<string[]> {
  // No trigger may notice.
  await admin.query('set session_replication_role = replica');
  const { rows: tables } = await admin.query<{ name: string; columns: { name: string; isId: boolean }[] }>(
    `select c.oid::regclass::text as name,
       (select json_agg(json_build_object('name', attname, 'isId', atttypid = 'uuid'::regtype and attname <> 'changed_in'))
        from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
     from pg_class c
     where exists (select from pg_attribute where attrelid = c.oid and attname = 'organization_id')
       and (c.relname in ('store', 'crm_setting')
         or c.relname not in ('membership', 'alias', 'merge')
           and exists (select from pg_trigger where tgrelid = c.oid and tgname = 'keep_version'))`,
  );
  for (const { name, columns } of tables) {
    const names = columns.map((column) => column.name);
    const values = columns.map(({ name, isId }) => (isId ? copyOfId(name) : name));
    await admin.query(
      `insert into ${name} (${names}) select ${values} from ${name}, generate_series(1, ${copies}) k where organization_id = $1`,
      [organizationId],
    );
    await admin.query(`analyze ${name}`);
  }
  await admin.query('reset session_replication_role');
  const { rows } = await admin.query<{ id: string }>(
    `select ${copyOfId('id')} as id from (select $1::uuid as id) o, generate_series(1, ${copies}) k`,
    [organizationId],
  );
  return rows.map(({ id }) => id);
}
