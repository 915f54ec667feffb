import { busSchema, type RoleKind, readConfiguration, roleOf, type Subgraph, text, url } from '@kith/kernel';
import { migrateAll, type PasswordOf, type PostgresUrls, provisionSchemas } from './database.js';

/** The setting that holds the password of a schema's role: only who migrates holds that of the owners. */
export function passwordSetting(schema: string, kind: RoleKind): string {
  return kind === 'owner' ? 'DATABASE_OWNER_PASSWORD' : `DATABASE_PASSWORD_${schema.toUpperCase()}`;
}

/** The settings of a Postgres of one's own, all required. */
export function readOwnPostgres(
  environment: NodeJS.ProcessEnv,
  subgraphs: readonly Subgraph[],
): { adminUrl: string; passwordOf: PasswordOf } {
  const schemas = [...subgraphs.map(({ databaseSchema }) => databaseSchema), busSchema];
  const passwords = schemas.map((schema) => [passwordSetting(schema, 'runtime'), text()] as const);
  const read = readConfiguration<Record<string, (raw: string | undefined) => string>>(environment, {
    DATABASE_ADMIN_URL: url('postgres', 'postgresql'),
    [passwordSetting(busSchema, 'owner')]: text(),
    ...Object.fromEntries(passwords),
  });
  return {
    adminUrl: read['DATABASE_ADMIN_URL'] as string,
    passwordOf: (schema, kind) => read[passwordSetting(schema, kind)] as string,
  };
}

/** Makes everything that the subgraphs need in the database of an administrator's URL. Doing so again changes nothing but the passwords. */
export async function prepareOwnPostgres(
  adminUrl: string,
  subgraphs: readonly Subgraph[],
  passwordOf: PasswordOf,
): Promise<void> {
  await provisionSchemas(adminUrl, subgraphs, passwordOf);
  const schemas = [...subgraphs.map(({ databaseSchema }) => databaseSchema), busSchema];
  await migrateAll(urlsBeside(adminUrl, schemas, passwordOf), subgraphs);
}

/** The database of an administrator's URL for the roles of these schemas, which come with the passwords that they are given. */
export function urlsBeside(
  adminUrl: string,
  schemas: readonly string[],
  passwordOf: PasswordOf,
): PostgresUrls {
  const passwords = new Map(
    schemas.flatMap((schema) =>
      (['owner', 'runtime', 'relay'] as const).map((kind) => [
        roleOf(schema, kind),
        passwordOf(schema, kind),
      ]),
    ),
  );
  // Not by `new URL`, which refuses the URL of a socket: it has a user and no host.
  return {
    url: (_, role = '') =>
      adminUrl.replace(
        /^(\w+:\/\/)([^@/?]*@)?/,
        (_all, scheme: string) =>
          `${scheme}${encodeURIComponent(role)}:${encodeURIComponent(passwords.get(role) ?? '')}@`,
      ),
  };
}
