import { organizationColumn, relayTable, SqlMigration, tenantTable } from '@kith/kernel';

/**
 * The log and the audit are added to and never changed, so the runtime role may do no more, and they need no versions; the
 * relay role removes what is too old.
 * Reports of dead letters repeat what events say.
 */
export class Log extends SqlMigration {
  readonly name = 'Log1795305600000';
  readonly sql = `
    create table event_log (
      ${organizationColumn},
      id uuid not null,
      position bigint not null,
      source text not null,
      source_position bigint not null,
      type text not null,
      version integer not null,
      subject_type text not null,
      subject_id uuid not null,
      person_id uuid,
      actor_id uuid,
      request_id text,
      cause text,
      occurred_at timestamptz(3) not null,
      payload jsonb not null,
      primary key (organization_id, id),
      constraint event_log_place unique (organization_id, position),
      constraint event_log_event unique (organization_id, source, source_position)
    );
    create index event_log_type on event_log (organization_id, type, position);
    create index event_log_subject on event_log (organization_id, subject_id, position);
    create index event_log_person on event_log (organization_id, person_id) where person_id is not null;
    ${tenantTable('event_log', 'select, insert')}
    ${relayTable('event_log', 'select (organization_id, position, occurred_at), delete')}

    create table event_log_position (
      ${organizationColumn},
      position bigint not null,
      primary key (organization_id)
    );
    ${tenantTable('event_log_position', 'select, insert, update')}
    ${relayTable('event_log_position', 'select')}

    create table audit_entry (
      ${organizationColumn},
      id uuid not null,
      source text not null,
      source_position bigint not null,
      table_name text not null,
      operation text not null,
      entity_type text not null,
      entity_id uuid not null,
      person_id uuid,
      before jsonb,
      after jsonb,
      actor_id uuid,
      request_id text,
      address text,
      user_agent text,
      at timestamptz(3) not null,
      primary key (organization_id, id),
      constraint audit_entry_event unique (organization_id, source, source_position)
    );
    create index audit_entry_at on audit_entry (organization_id, at, id);
    create index audit_entry_entity on audit_entry (organization_id, entity_id, at, id);
    create index audit_entry_actor on audit_entry (organization_id, actor_id, at, id) where actor_id is not null;
    create index audit_entry_person on audit_entry (organization_id, person_id) where person_id is not null;
    ${tenantTable('audit_entry', 'select, insert')}
    ${relayTable('audit_entry', 'select (organization_id, id, at), delete')}

    -- What the subgraphs tell of their dead letters, this one included; each has its own in dead_letter.
    create table dead_letter_report (
      ${organizationColumn},
      id uuid not null,
      subgraph text not null,
      source text not null,
      source_position bigint not null,
      event_id uuid not null,
      type text not null,
      person_id uuid,
      status text not null check (status in ('BURIED', 'HANDLED', 'DISCARDED')),
      error text not null,
      tries integer not null,
      buried_at timestamptz(3) not null,
      resolved_at timestamptz(3),
      primary key (organization_id, id)
    );
    create index dead_letter_report_buried on dead_letter_report (organization_id, buried_at, id);
    create index dead_letter_report_person on dead_letter_report (organization_id, person_id) where person_id is not null;
    ${tenantTable('dead_letter_report', 'select, insert, update')}
    ${relayTable('dead_letter_report', 'select (organization_id, id, resolved_at), delete')}
  `;
}
