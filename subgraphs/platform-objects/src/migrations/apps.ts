import { nodeColumns, organizationColumn, SqlMigration, tenantTable, versionedTable } from '@kith/kernel';

export class Apps extends SqlMigration {
  readonly name = 'Apps1795312900000';
  readonly sql = `
    create table app (
      ${nodeColumns},
      name text not null,
      primary key (organization_id, id),
      constraint app_name unique (organization_id, name)
    );
    ${tenantTable('app')}
    ${versionedTable('app', { subject: ['App', 'id'] })}

    create table app_version (
      ${nodeColumns},
      app_id uuid not null,
      name text not null,
      operation_count integer not null,
      retired_at timestamptz(3),
      primary key (organization_id, id),
      constraint app_version_name unique (organization_id, app_id, name),
      foreign key (organization_id, app_id) references app (organization_id, id) on delete cascade
    );
    create index app_version_made on app_version (organization_id, app_id, created_at, id);
    ${tenantTable('app_version')}
    ${versionedTable('app_version', { subject: ['AppVersion', 'id'] })}

    create table app_operation (
      ${organizationColumn},
      version_id uuid not null,
      hash bytea not null,
      name text not null,
      type text not null,
      body text not null,
      cost integer,
      primary key (organization_id, version_id, hash),
      foreign key (organization_id, version_id) references app_version (organization_id, id) on delete cascade
    );
    create index app_operation_hash on app_operation (organization_id, hash);
    ${tenantTable('app_operation', 'select, insert')}
  `;
}
