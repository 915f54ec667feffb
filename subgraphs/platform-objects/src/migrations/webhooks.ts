import {
  nodeColumns,
  organizationColumn,
  relayTable,
  SqlMigration,
  sealedTable,
  tenantTable,
  versionedTable,
} from '@kith/kernel';

export class Webhooks extends SqlMigration {
  readonly name = 'Webhooks1795312800000';
  readonly sql = `
    create table webhook_endpoint (
      ${nodeColumns},
      url text not null,
      event_types text[] not null,
      query text,
      status text not null default 'ACTIVE',
      pause_reason text,
      active_since timestamptz(3) not null default now(),
      acts_for uuid not null,
      primary key (organization_id, id)
    );
    create index webhook_endpoint_made on webhook_endpoint (organization_id, created_at, id);
    ${tenantTable('webhook_endpoint')}
    ${versionedTable('webhook_endpoint', { subject: ['WebhookEndpoint', 'id'] })}

    -- Secrets stand apart, sealed, so that no version, event or audit ever holds one.
    create table webhook_secret (
      ${organizationColumn},
      id uuid not null default uuidv7(),
      endpoint_id uuid not null,
      sealed bytea not null,
      expires_at timestamptz(3),
      primary key (organization_id, id),
      foreign key (organization_id, endpoint_id) references webhook_endpoint (organization_id, id) on delete cascade
    );
    create index webhook_secret_of on webhook_secret (organization_id, endpoint_id, id);
    ${tenantTable('webhook_secret')}
    ${sealedTable('webhook_secret')}
    ${relayTable('webhook_secret', 'select (ctid, organization_id, endpoint_id, sealed), update (sealed)')}

    create table webhook_delivery (
      ${organizationColumn},
      id uuid not null default uuidv7(),
      endpoint_id uuid not null,
      event_id uuid not null,
      event_type text not null,
      position bigint not null,
      subject_type text not null,
      subject_id uuid not null,
      person_id uuid,
      status text not null default 'PENDING',
      attempt_count integer not null default 0,
      first_attempt_at timestamptz(3),
      next_attempt_at timestamptz(3) default now(),
      delivered_at timestamptz(3),
      created_at timestamptz(3) not null default now(),
      primary key (organization_id, id),
      constraint webhook_delivery_once unique (organization_id, endpoint_id, event_id),
      foreign key (organization_id, endpoint_id) references webhook_endpoint (organization_id, id) on delete cascade
    );
    create index webhook_delivery_made on webhook_delivery (organization_id, endpoint_id, created_at, id);
    create index webhook_delivery_waiting on webhook_delivery (organization_id, endpoint_id, subject_id, position)
      where status in ('PENDING', 'FAILED');
    create index webhook_delivery_person on webhook_delivery (organization_id, person_id) where person_id is not null;
    create index webhook_delivery_over on webhook_delivery (created_at) where status in ('DELIVERED', 'DEAD');
    ${tenantTable('webhook_delivery')}
    ${relayTable('webhook_delivery', 'select, delete')}

    create table webhook_attempt (
      ${organizationColumn},
      id uuid not null default uuidv7(),
      endpoint_id uuid not null,
      delivery_id uuid not null,
      at timestamptz(3) not null default now(),
      is_delivered boolean not null,
      request_headers jsonb,
      request_body text,
      response_status integer,
      response_body text,
      error text,
      duration_ms integer not null,
      primary key (organization_id, id),
      foreign key (organization_id, delivery_id) references webhook_delivery (organization_id, id) on delete cascade
    );
    create index webhook_attempt_of on webhook_attempt (organization_id, delivery_id, id);
    create index webhook_attempt_at on webhook_attempt (organization_id, endpoint_id, is_delivered, at);
    ${tenantTable('webhook_attempt', 'select, insert')}
  `;
}
