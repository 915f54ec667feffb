import {
  externalIdTable,
  idempotencyTable,
  nodeColumns,
  organizationColumn,
  ownedTable,
  SqlMigration,
  tenantTable,
  versionedTable,
} from '@kith/kernel';

export class Relationships extends SqlMigration {
  readonly name = 'Relationships1795219200000';
  readonly sql = `
    create table crm_setting (
      ${organizationColumn},
      currency_code character(3) not null,
      primary key (organization_id)
    );
    ${tenantTable('crm_setting', 'select, insert')}

    create table contact (
      ${nodeColumns},
      person_id uuid not null,
      job_title text,
      department text,
      company_id uuid,
      lead_status text not null default 'NEW',
      lead_source text,
      owner_id uuid,
      last_contacted_at timestamptz(3),
      next_follow_up_at timestamptz(3),
      primary key (organization_id, id),
      constraint contact_person unique (organization_id, person_id)
    );
    create index contact_created on contact (organization_id, created_at, id);
    create index contact_company on contact (organization_id, company_id, created_at, id);
    create index contact_owner on contact (organization_id, owner_id, created_at, id);
    ${tenantTable('contact')}
    ${versionedTable('contact', { subject: ['Contact', 'id'], person: 'person_id' })}
    ${ownedTable('contact', { owner: 'owner_id' })}

    create table pipeline (
      ${nodeColumns},
      name text not null,
      primary key (organization_id, id),
      constraint pipeline_name unique (organization_id, name)
    );
    ${tenantTable('pipeline')}
    ${versionedTable('pipeline', { subject: ['Pipeline', 'id'] })}

    create table stage (
      ${nodeColumns},
      pipeline_id uuid not null,
      name text not null,
      position integer not null,
      kind text not null check (kind in ('OPEN', 'WON', 'LOST')),
      primary key (organization_id, id),
      unique (organization_id, pipeline_id, id),
      constraint stage_position unique (organization_id, pipeline_id, position),
      foreign key (organization_id, pipeline_id) references pipeline (organization_id, id)
    );
    ${tenantTable('stage')}
    ${versionedTable('stage', { subject: ['Stage', 'id'] })}

    create table deal (
      ${nodeColumns},
      title text not null,
      amount_units bigint not null,
      currency_code character(3) not null,
      pipeline_id uuid not null,
      stage_id uuid not null,
      owner_id uuid,
      team_id uuid,
      person_id uuid,
      company_id uuid,
      expected_close_date date,
      closed_at timestamptz(3),
      lost_reason text,
      primary key (organization_id, id),
      constraint deal_stage foreign key (organization_id, pipeline_id, stage_id) references stage (organization_id, pipeline_id, id)
    );
    create index deal_created on deal (organization_id, created_at, id);
    create index deal_person on deal (organization_id, person_id, created_at, id);
    create index deal_company on deal (organization_id, company_id, created_at, id);
    create index deal_team on deal (organization_id, team_id, created_at, id) where team_id is not null;
    create index deal_stage_deals on deal (organization_id, stage_id, created_at, id);
    ${tenantTable('deal')}
    ${versionedTable('deal', {
      subject: ['Deal', 'id'],
      person: 'person_id',
      searched: { title: 'title', owner: 'owner_id', team: 'team_id' },
    })}
    ${ownedTable('deal', { owner: 'owner_id', team: 'team_id' })}

    create table activity (
      ${nodeColumns},
      type text not null,
      subject text not null,
      body text,
      occurred_at timestamptz(3) not null,
      due_at timestamptz(3),
      status text,
      assignee_id uuid,
      person_id uuid,
      company_id uuid,
      deal_id uuid,
      order_id uuid,
      cancelled_at timestamptz(3),
      primary key (organization_id, id),
      constraint activity_about check (num_nonnulls(person_id, company_id, deal_id) > 0),
      constraint activity_deal foreign key (organization_id, deal_id) references deal (organization_id, id)
    );
    create index activity_occurred on activity (organization_id, occurred_at, id);
    create index activity_person on activity (organization_id, person_id, occurred_at, id);
    create index activity_company on activity (organization_id, company_id, occurred_at, id);
    create unique index activity_order on activity (organization_id, order_id);
    create index activity_purchase on activity (organization_id, person_id, occurred_at)
      where type = 'PURCHASE' and cancelled_at is null;
    create index activity_deal_timeline on activity (organization_id, deal_id, occurred_at, id);
    ${tenantTable('activity')}
    ${versionedTable('activity', { subject: ['Activity', 'id'], person: 'person_id' })}
    ${ownedTable('activity', { owner: 'assignee_id', whole: { table: 'deal', column: 'deal_id' } })}

    ${externalIdTable}
    ${idempotencyTable}
  `;
}
