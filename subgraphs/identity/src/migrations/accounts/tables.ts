import { organizationColumn, relayTable, sealedTable, tenantTable, versionedTable } from '@kith/kernel';

export const tables = `
    create table credential (
      user_id uuid primary key references user_account (id),
      password_hash text,
      email_verified_at timestamptz(3)
    );
    alter table credential enable row level security;

    -- The secret of an authenticator, sealed; it counts once a code has shown that somebody has it.
    create table second_factor (
      user_id uuid primary key references user_account (id),
      sealed bytea not null,
      confirmed_at timestamptz(3),
      last_step bigint not null default 0
    );
    ${sealedTable('second_factor')}
    ${relayTable('second_factor', 'select (ctid, user_id, sealed), update (sealed)')}

    create table recovery_code (
      user_id uuid not null references user_account (id),
      hash bytea not null,
      primary key (user_id, hash)
    );
    alter table recovery_code enable row level security;

    -- Who somebody is at a provider.
    create table external_account (
      provider text not null,
      subject text not null,
      user_id uuid not null references user_account (id),
      linked_at timestamptz(3) not null default now(),
      primary key (provider, subject)
    );
    create index external_account_user on external_account (user_id);
    alter table external_account enable row level security;

    -- A family of refresh tokens. Where it acts may change while it lasts.
    create table session (
      id uuid primary key default uuidv7(),
      user_id uuid not null references user_account (id),
      organization_id uuid references organization (id),
      address text,
      user_agent text,
      created_at timestamptz(3) not null default now(),
      last_used_at timestamptz(3) not null default now(),
      expires_at timestamptz(3) not null,
      ended_at timestamptz(3)
    );
    create index session_of_user on session (user_id, last_used_at, id) where ended_at is null;
    alter table session enable row level security;
    create policy own on session for select to kith_identity_runtime using (
      ended_at is null and expires_at > now()
      and user_id = (select nullif(current_setting('app.actor_id', true), '')::uuid));
    grant select on session to kith_identity_runtime;
    ${relayTable('session', 'select, delete')}

    create table refresh_token (
      hash bytea primary key,
      session_id uuid not null references session (id) on delete cascade,
      replaced_at timestamptz(3)
    );
    create index refresh_token_session on refresh_token (session_id);
    alter table refresh_token enable row level security;

    -- What a mail or a provider hands out, to come back once.
    create table account_token (
      hash bytea primary key,
      purpose text not null,
      email text not null,
      content jsonb not null,
      sealed bytea,
      expires_at timestamptz(3) not null
    );
    create index account_token_expires on account_token (expires_at);
    ${sealedTable('account_token')}
    ${relayTable('account_token', 'select (ctid, sealed), update (sealed)')}

    -- Counted by address, whether or not somebody has it: who is locked out learns nothing by it.
    create table sign_in_lock (
      address_hash bytea primary key,
      attempts integer not null,
      last_at timestamptz(3) not null,
      locked_until timestamptz(3)
    );
    create index sign_in_lock_last on sign_in_lock (last_at);
    alter table sign_in_lock enable row level security;

    -- Who tried to come in, and what came of it; of those who are in no organization, in the table below.
    create table sign_in (
      ${organizationColumn},
      id uuid not null default uuidv7(),
      user_id uuid not null references user_account (id),
      method text not null,
      outcome text not null,
      at timestamptz(3) not null default now(),
      primary key (organization_id, id)
    );
    ${tenantTable('sign_in', 'select, insert')}
    ${versionedTable('sign_in', { subject: ['User', 'user_id'] })}

    create table homeless_sign_in (
      id uuid primary key default uuidv7(),
      user_id uuid,
      method text not null,
      outcome text not null,
      at timestamptz(3) not null default now(),
      address text,
      user_agent text
    );
    ${relayTable('homeless_sign_in', 'select, delete')}

    -- What gateways must know before access tokens expire by themselves. See session/revoke.ts.
    create table revocation (
      position bigint generated always as identity primary key,
      kind text not null check (kind in ('SESSION', 'USER', 'MEMBERSHIP', 'KEY')),
      id uuid not null,
      organization_id uuid,
      at timestamptz(3) not null default clock_timestamp()
    );
    create index revocation_at on revocation (at);
    alter table revocation enable row level security;

    create table mail (
      id uuid primary key default uuidv7(),
      address text not null,
      sealed bytea,
      created_at timestamptz(3) not null default now(),
      sent_at timestamptz(3)
    );
    create index mail_address on mail (address, created_at);
    ${sealedTable('mail')}
    ${relayTable('mail', 'select, delete, update (sealed)')}
`;
