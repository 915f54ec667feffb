import {
  externalIdTable,
  nodeColumns,
  organizationColumn,
  SqlMigration,
  tenantTable,
  versionedTable,
} from '@kith/kernel';

export class People extends SqlMigration {
  readonly name = 'People1795219200000';
  readonly sql = `
    create table organization (
      id uuid primary key,
      name text not null,
      slug text not null constraint organization_slug unique,
      currency_code character(3) not null,
      locale text not null,
      timezone text not null,
      member_reach text not null default 'ALL' check (member_reach in ('ALL', 'TEAM', 'OWN')),
      version integer not null default 1,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now()
    );
    ${tenantTable('organization', 'select, insert, update', 'id')}
    ${versionedTable('organization', { subject: ['Organization', 'id'], tenant: 'id' })}

    create table user_account (
      id uuid primary key default uuidv7(),
      email text not null constraint user_account_email unique,
      display_name text not null
    );

    create table membership (
      ${nodeColumns},
      user_id uuid not null references user_account (id),
      role text not null check (role in ('OWNER', 'ADMIN', 'MANAGER', 'MEMBER', 'VIEWER')),
      disabled_at timestamptz(3),
      primary key (organization_id, id),
      constraint membership_user unique (organization_id, user_id)
    );
    ${tenantTable('membership')}
    ${versionedTable('membership', { subject: ['Membership', 'id'] })}

    -- An account is global; an organization sees those of its members alone.
    alter table user_account enable row level security;
    create policy members on user_account to kith_identity_runtime using (id in (select user_id from membership));
    grant select on user_account to kith_identity_runtime;

    -- Signing in and inviting come before membership, so they find accounts with the owner's rights: an id, no more.
    create function user_for_email(address text, name text) returns uuid
      language sql security definer set search_path from current as $$
        insert into user_account as u (email, display_name) values (address, name)
        on conflict (email) do update set email = u.email
        returning id
      $$;
    revoke all on function user_for_email from public;
    grant execute on function user_for_email to kith_identity_runtime;

    create table company (
      ${nodeColumns},
      name text not null,
      domain text,
      industry text,
      size text,
      primary key (organization_id, id),
      constraint company_domain unique (organization_id, domain)
    );
    create index company_name on company (organization_id, name, id);
    ${tenantTable('company')}
    ${versionedTable('company', { subject: ['Company', 'id'], searched: { title: 'name', texts: ['domain'] } })}

    create table person (
      ${nodeColumns},
      display_name text not null,
      first_name text,
      middle_name text,
      last_name text,
      email text,
      email_verified boolean not null default false,
      phone text,
      phone_verified boolean not null default false,
      avatar_url text,
      lifecycle_stage text not null default 'VISITOR',
      source text,
      company_id uuid,
      lead_status text,
      order_count integer not null default 0,
      activity_count integer not null default 0,
      customer_value_units bigint not null default 0,
      lead_score integer not null default 0,
      last_activity_at timestamptz(3),
      primary key (organization_id, id),
      constraint person_email unique (organization_id, email),
      constraint person_company foreign key (organization_id, company_id) references company (organization_id, id)
    );
    create index person_created on person (organization_id, created_at, id);
    create index person_company_people on person (organization_id, company_id, created_at, id);
    create index person_phone on person (organization_id, phone);
    create index person_display_name on person (organization_id, display_name, id);
    ${tenantTable('person')}
    ${versionedTable('person', {
      subject: ['Person', 'id'],
      person: 'id',
      searched: { title: 'display_name', texts: ['email', 'phone'] },
    })}

    -- That people are one. Which of them is seen, and whose properties, is read from here; nothing is written into a person.
    create table merge (
      ${nodeColumns},
      survivor_id uuid not null,
      loser_ids uuid[] not null,
      chosen jsonb not null,
      undone_at timestamptz(3),
      primary key (organization_id, id),
      foreign key (organization_id, survivor_id) references person (organization_id, id)
    );
    create index merge_created on merge (organization_id, created_at, id);
    create index merge_survivor on merge (organization_id, survivor_id) where undone_at is null;
    ${tenantTable('merge', 'select, insert, update')}
    ${versionedTable('merge', { subject: ['Merge', 'id'], person: 'survivor_id' })}

    -- In what people can be alike, for finding those who may be one: it only repeats what people say, so it has no past.
    create table person_likeness (
      ${organizationColumn},
      person_id uuid not null,
      kind text not null,
      value text not null,
      primary key (organization_id, person_id, kind),
      foreign key (organization_id, person_id) references person (organization_id, id) on delete cascade
    );
    create index person_likeness_value on person_likeness (organization_id, kind, value, person_id);
    ${tenantTable('person_likeness')}

    create function note_likeness() returns trigger language plpgsql set search_path from current as $$
      declare
        words text := (select string_agg(word, ' ' order by word)
          from regexp_split_to_table(lower(new.display_name), '[^[:alnum:]]+') as word where word <> '');
        mailbox text := replace(split_part(split_part(new.email, '@', 1), '+', 1), '.', '');
      begin
        delete from person_likeness where person_id = new.id;
        insert into person_likeness (person_id, kind, value)
          select new.id, kind, value from (values
            ('SAME_PHONE', new.phone),
            ('SIMILAR_EMAIL', nullif(mailbox, '') || '@' || split_part(new.email, '@', 2)),
            ('SAME_NAME', words),
            ('SAME_NAME_AND_COMPANY', words || '/' || new.company_id)
          ) as likeness (kind, value) where value is not null;
        return null;
      end $$;
    create trigger note_likeness after insert or update of display_name, phone, email, company_id on person
      for each row execute function note_likeness();

    create table address (
      ${nodeColumns},
      owner_id uuid not null,
      type text not null,
      label text,
      lines text[] not null,
      city text,
      state_province text,
      postal_code text,
      country_code text,
      is_default boolean not null default false,
      primary key (organization_id, id)
    );
    create index address_owner on address (organization_id, owner_id, id);
    create unique index address_default on address (organization_id, owner_id, type) where is_default;
    ${tenantTable('address')}
    ${versionedTable('address', { subject: ['Address', 'id'] })}

    ${externalIdTable}
  `;
}
