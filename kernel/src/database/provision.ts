import pg from 'pg';

/** The three roles of a subgraph; DESIGN: owner migrates, runtime answers requests, relay moves events and jobs. */
export const roleKinds = ['owner', 'runtime', 'relay'] as const;
export type RoleKind = (typeof roleKinds)[number];
export type RolePasswords = Readonly<Record<RoleKind, string>>;

export function roleOf(schema: string, kind: RoleKind): string {
  return `kith_${schema}_${kind}`;
}

/** The schema whose views, named as the tables are, show their rows at an instant. */
export function pastOf(schema: string): string {
  return `${schema}_past`;
}

/** The schema of what is to be done after a transaction; only the relay role sees it. */
export function jobsOf(schema: string): string {
  return `${schema}_jobs`;
}

/**
 * Makes a subgraph's schema, with the extensions of Postgres that it needs, and roles where they are missing, with the rights of an administrator. Running it again
 * changes nothing but the passwords. Where Postgres trusts its socket, no password is needed.
 */
export async function provision(
  admin: pg.ClientBase,
  schema: string,
  passwords?: RolePasswords,
  extensions: readonly string[] = [],
): Promise<void> {
  const owner = roleOf(schema, 'owner');
  await admin.query(`select pg_advisory_lock(hashtext('kith provision'))`);
  try {
    for (const kind of roleKinds) await ensureRole(admin, roleOf(schema, kind), passwords?.[kind]);
    await admin.query(`
      create schema if not exists ${schema} authorization ${owner};
      create schema if not exists ${pastOf(schema)} authorization ${owner};
      create schema if not exists ${jobsOf(schema)} authorization ${owner};
      grant usage on schema ${schema} to ${roleOf(schema, 'runtime')}, ${roleOf(schema, 'relay')};
      grant usage on schema ${pastOf(schema)} to ${roleOf(schema, 'runtime')};
      grant usage on schema ${jobsOf(schema)} to ${roleOf(schema, 'relay')};
    `);
    for (const extension of extensions)
      await admin.query(`create extension if not exists ${extension} schema ${schema}`);
    const { rows } = await admin.query<{ name: string }>('select quote_ident(current_database()) as name');
    const database = rows[0]?.name;
    await admin.query(`
      revoke all on database ${database} from public;
      grant connect on database ${database} to ${roleKinds.map((kind) => roleOf(schema, kind)).join(', ')};
      revoke create on schema public from public;
    `);
  } finally {
    await admin.query(`select pg_advisory_unlock(hashtext('kith provision'))`);
  }
}

async function ensureRole(admin: pg.ClientBase, role: string, password: string | undefined): Promise<void> {
  const { rows } = await admin.query<{ is_plain: boolean }>(
    `select rolcanlogin and not (rolsuper or rolcreatedb or rolcreaterole or rolbypassrls) as is_plain
     from pg_roles where rolname = $1`,
    [role],
  );
  // Roles belong to the whole server: of two that alter one from different databases, Postgres fails one.
  if (rows[0]?.is_plain && password === undefined) return;
  const secret = password === undefined ? '' : ` password ${pg.escapeLiteral(password)}`;
  const attributes = `login nosuperuser nocreatedb nocreaterole nobypassrls${secret}`;
  await admin.query(`${rows.length === 0 ? 'create' : 'alter'} role ${role} ${attributes}`);
}
