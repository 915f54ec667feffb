import {
  externalIdTable,
  nodeColumns,
  organizationColumn,
  SqlMigration,
  tenantTable,
  versionedTable,
  versionedView,
} from '@kith/kernel';
export class Audience extends SqlMigration {
  readonly name = 'Audience1795219200000';
  readonly sql = `
    create table subscription_group (
      ${nodeColumns},
      name text not null,
      description text,
      is_default boolean not null default false,
      primary key (organization_id, id),
      constraint subscription_group_name unique (organization_id, name)
    );
    create unique index subscription_group_default on subscription_group (organization_id) where is_default;
    ${tenantTable('subscription_group')}
    ${versionedTable('subscription_group', { subject: ['SubscriptionGroup', 'id'] })}

    create table subscriber (
      ${nodeColumns},
      person_id uuid not null,
      email text,
      primary key (organization_id, id),
      constraint subscriber_person unique (organization_id, person_id)
    );
    create index subscriber_created on subscriber (organization_id, created_at, id);
    create index subscriber_email on subscriber (organization_id, email, id);
    ${tenantTable('subscriber')}
    ${versionedTable('subscriber', { subject: ['Subscriber', 'id'], person: 'person_id' })}

    -- Consent is evidence: runtime may not delete it.
    create table subscriber_group (
      ${organizationColumn},
      subscriber_id uuid not null,
      group_id uuid not null,
      status text not null check (status in ('SUBSCRIBED', 'UNSUBSCRIBED', 'PENDING')),
      changed_at timestamptz(3) not null,
      consented_at timestamptz(3),
      source text,
      changes jsonb not null,
      primary key (organization_id, subscriber_id, group_id),
      foreign key (organization_id, subscriber_id) references subscriber (organization_id, id),
      foreign key (organization_id, group_id) references subscription_group (organization_id, id)
    );
    create index subscriber_group_group on subscriber_group (organization_id, group_id, status, subscriber_id);
    ${tenantTable('subscriber_group', 'select, insert, update')}
    ${versionedTable('subscriber_group', { subject: ['Subscriber', 'subscriber_id'] })}

    create table template (
      ${nodeColumns},
      name text not null,
      subject text,
      body text not null check (length(body) <= 200000),
      primary key (organization_id, id)
    );
    create index template_name on template (organization_id, name, id);
    create index template_created on template (organization_id, created_at, id);
    ${tenantTable('template')}
    ${versionedTable('template', { subject: ['Template', 'id'] })}

    create table campaign (
      ${nodeColumns},
      name text not null,
      channel text not null check (channel in ('EMAIL', 'SMS')),
      status text not null,
      subject text,
      template_id uuid,
      primary key (organization_id, id),
      constraint campaign_template foreign key (organization_id, template_id) references template (organization_id, id)
    );
    create index campaign_created on campaign (organization_id, created_at, id);
    create index campaign_name on campaign (organization_id, name, id);
    create index campaign_of_template on campaign (organization_id, template_id);
    ${tenantTable('campaign')}
    ${versionedTable('campaign', { subject: ['Campaign', 'id'] })}

    create table segment (
      ${nodeColumns},
      name text not null,
      description text,
      primary key (organization_id, id),
      constraint segment_name unique (organization_id, name)
    );
    create index segment_created on segment (organization_id, created_at, id);
    ${tenantTable('segment')}
    ${versionedTable('segment', { subject: ['Segment', 'id'] })}

    create table segment_member (
      ${nodeColumns},
      segment_id uuid not null,
      person_id uuid not null,
      primary key (organization_id, id),
      constraint segment_member_person unique (organization_id, segment_id, person_id),
      foreign key (organization_id, segment_id) references segment (organization_id, id) on delete cascade
    );
    create index segment_member_added on segment_member (organization_id, segment_id, created_at, id);
    create index segment_member_of on segment_member (organization_id, person_id, segment_id);
    ${tenantTable('segment_member')}
    ${versionedTable('segment_member', { subject: ['Segment', 'segment_id'], person: 'person_id' })}

    -- A row for each segment that a person is in: a list whose parent is the person.
    ${versionedView(
      'segment_of_person',
      `select s.*, m.person_id
       from segment_member m join segment s on s.organization_id = m.organization_id and s.id = m.segment_id`,
    )}

    ${externalIdTable}
  `;
}
