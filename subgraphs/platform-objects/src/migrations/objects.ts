import {
  externalIdTable,
  nodeColumns,
  organizationColumn,
  ownedTable,
  SqlMigration,
  tenantTable,
  versionedTable,
} from '@kith/kernel';

export class Objects extends SqlMigration {
  readonly name = 'Objects1795219200000';
  readonly sql = `
    create table object_definition (
      ${nodeColumns},
      name text not null,
      plural_name text not null,
      properties jsonb not null,
      is_system boolean not null default false,
      is_active boolean not null default true,
      icon text,
      color text,
      primary key (organization_id, id),
      constraint object_definition_name unique (organization_id, name)
    );
    ${tenantTable('object_definition', 'select, insert, update')}
    ${versionedTable('object_definition', { subject: ['ObjectDefinition', 'id'] })}

    create table record (
      ${nodeColumns},
      definition_id uuid not null,
      person_id uuid,
      owner_id uuid,
      team_id uuid,
      display_name text not null,
      properties jsonb not null,
      search_text text,
      is_archived boolean not null default false,
      primary key (organization_id, id),
      foreign key (organization_id, definition_id) references object_definition (organization_id, id)
    );
    create index record_of on record (organization_id, definition_id, created_at, id);
    create index record_team on record (organization_id, team_id) where team_id is not null;
    create index record_person on record (organization_id, person_id, created_at, id);
    ${tenantTable('record')}
    ${versionedTable('record', {
      subject: ['Record', 'id'],
      person: 'person_id',
      searched: {
        title: 'display_name',
        texts: ['search_text'],
        unless: 'is_archived',
        owner: 'owner_id',
        team: 'team_id',
      },
    })}
    ${ownedTable('record', { owner: 'owner_id', team: 'team_id' })}

    -- The values that records are filtered and ordered by, typed, because jsonb operators use no index under a policy.
    create table record_property (
      ${organizationColumn},
      record_id uuid not null,
      definition_id uuid not null,
      property text not null,
      text_value text,
      number_value bigint,
      time_value timestamptz(3),
      truth_value boolean,
      primary key (organization_id, record_id, property),
      foreign key (organization_id, record_id) references record (organization_id, id) on delete cascade
    );
    create index record_property_text on record_property (organization_id, definition_id, property, text_value, record_id) where text_value is not null;
    create index record_property_number on record_property (organization_id, definition_id, property, number_value, record_id) where number_value is not null;
    create index record_property_time on record_property (organization_id, definition_id, property, time_value, record_id) where time_value is not null;
    ${tenantTable('record_property')}
    ${versionedTable('record_property', { subject: ['Record', 'record_id'], isTold: false })}

    create table association (
      ${nodeColumns},
      from_type text not null,
      from_id uuid not null,
      to_type text not null,
      to_id uuid not null,
      type text not null,
      primary key (organization_id, id),
      constraint association_edge unique (organization_id, from_id, to_id, type)
    );
    create index association_from on association (organization_id, from_id, created_at, id);
    create index association_to on association (organization_id, to_id, created_at, id);
    ${tenantTable('association')}
    ${versionedTable('association', { subject: ['Association', 'id'] })}

    ${externalIdTable}
  `;
}
