import { createHash } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One step of a schema, as SQL. Steps go forward only: what a step broke, a later one mends. `name` ends in the
 * thirteen digits of the milliseconds since the epoch when it was written, by which TypeORM orders steps.
 */
export abstract class SqlMigration implements MigrationInterface {
  abstract readonly name: string;
  abstract readonly sql: string;

  /** Tells one text from another. */
  get hash(): string {
    return createHash('sha256').update(this.sql).digest('hex');
  }

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(this.sql);
    await runner.query(
      'create table if not exists migration_text (name text primary key, hash text not null)',
    );
    await runner.query('insert into migration_text (name, hash) values ($1, $2)', [this.name, this.hash]);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only'));
  }
}

/** The first column of every tenant table. No insert names it: it comes from the transaction's setting. */
export const organizationColumn = `organization_id uuid not null default (current_setting('app.organization_id'))::uuid`;

/** The columns that every node has after `organization_id`. */
export const nodeColumns = `${organizationColumn},
    id uuid not null default uuidv7(),
    version integer not null default 1,
    created_at timestamptz(3) not null default now(),
    updated_at timestamptz(3) not null default now()`;

/**
 * Makes a table of the present schema a tenant's: row security, one policy that shows and takes the rows of the
 * transaction's organization, and grants for the runtime role. Without the setting the policy shows no row, and the
 * column's default refuses the insert. The sub-select is evaluated once per statement and not once per row.
 */
export function tenantTable(
  table: string,
  rights = 'select, insert, update, delete',
  column = 'organization_id',
): string {
  return `
    alter table ${table} enable row level security;
    do $do$ begin
      execute format(
        'create policy tenant on ${table} to %1$I
           using (${column} = (select nullif(current_setting(''app.organization_id'', true), '''')::uuid))',
        'kith_' || current_schema() || '_runtime');
      execute format('grant ${rights} on ${table} to %I', 'kith_' || current_schema() || '_runtime');
    end $do$;
  `;
}
