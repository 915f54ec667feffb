import {
  organizationColumn,
  relayTable,
  SqlMigration,
  sealedTable,
  tenantTable,
  versionedTable,
} from '@kith/kernel';

/** A function by which the runtime role reaches accounts, which belong to no organization. */
function definer(signature: string, returns: string, body: string, language = 'sql'): string {
  const name = signature.slice(0, signature.indexOf('('));
  return `
    create function ${signature} returns ${returns}
      language ${language} security definer set search_path from current as $$ ${body} $$;
    revoke all on function ${name} from public;
    grant execute on function ${name} to kith_identity_runtime;
  `;
}

/** What opens the door lies here as a hash, or sealed with a key that is not in the database. */
export class Accounts extends SqlMigration {
  readonly name = 'Accounts1795262400000';
  readonly sql = `
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

    ${definer(
      'account_of(address text)',
      'table (user_id uuid, password_hash text, email_verified boolean)',
      `select u.id, c.password_hash, c.email_verified_at is not null
       from user_account u left join credential c on c.user_id = u.id where u.email = address`,
    )}
    ${definer(
      'password_of(account uuid)',
      'text',
      `select password_hash from credential where user_id = account`,
    )}
    ${definer('address_of(account uuid)', 'text', `select email from user_account where id = account`)}
    ${definer(
      'set_password(account uuid, hash text)',
      'void',
      `insert into credential as c (user_id, password_hash, email_verified_at) values (account, hash, now())
       on conflict (user_id) do update set password_hash = coalesce(hash, c.password_hash), email_verified_at = coalesce(c.email_verified_at, now())`,
    )}
    ${definer(
      'homes_of(account uuid)',
      'table (organization_id uuid)',
      `select m.organization_id from membership m
       left join lateral (
         select s.last_used_at from session s
         where s.user_id = account and s.organization_id = m.organization_id
         order by s.last_used_at desc limit 1
       ) s on true
       where m.user_id = account and m.disabled_at is null order by s.last_used_at desc nulls last, m.created_at, m.organization_id`,
    )}

    -- Claims one of a few attempts, in one statement, before anything is weighed. Where it is locked none is claimed.
    ${definer(
      'claim_sign_in(hash bytea, most integer, patience interval)',
      'timestamptz',
      `delete from sign_in_lock where address_hash in (
         select address_hash from sign_in_lock where last_at < now() - interval '1 day' order by last_at limit 10 for update skip locked);
       with claimed as (
         insert into sign_in_lock as l (address_hash, attempts, last_at, locked_until)
         values (hash, 1, clock_timestamp(), case when most <= 1 then clock_timestamp() + patience end)
         on conflict (address_hash) do update set
           attempts = case when l.locked_until is not null or l.last_at < clock_timestamp() - patience then 1 else l.attempts + 1 end,
           locked_until = case when l.locked_until is null and l.last_at >= clock_timestamp() - patience and l.attempts + 1 >= most
             then clock_timestamp() + patience end,
           last_at = clock_timestamp()
         where l.locked_until is null or l.locked_until <= clock_timestamp()
         returning 1
       )
       select case when not exists (select from claimed) then coalesce(
         (select locked_until from sign_in_lock where address_hash = hash and locked_until > clock_timestamp()),
         clock_timestamp() + patience) end`,
    )}
    ${definer('forget_attempts(hash bytea)', 'void', `delete from sign_in_lock where address_hash = hash`)}

    ${definer(
      'put_account_token(hash bytea, purpose text, address text, content jsonb, ttl interval, secret bytea default null)',
      'void',
      `delete from account_token t where t.hash in (
         select o.hash from account_token o where o.expires_at < now() order by o.expires_at limit 10 for update skip locked);
       insert into account_token (hash, purpose, email, content, sealed, expires_at)
         values (hash, purpose, address, content, secret, now() + ttl)`,
    )}
    ${definer(
      'take_account_token(given bytea, wanted text)',
      'table (email text, content jsonb, sealed bytea)',
      `delete from account_token t where t.hash = given and t.purpose = wanted and t.expires_at > now()
       returning t.email, t.content, t.sealed`,
    )}
    ${definer(
      'forget_account_tokens(address text, wanted text)',
      'void',
      `delete from account_token where email = address and purpose = wanted`,
    )}

    ${definer(
      'start_session(account uuid, home uuid, refresh bytea, ttl interval)',
      'uuid',
      `with made as (
         insert into session (user_id, organization_id, address, user_agent, expires_at)
         values (account, home, nullif(current_setting('app.address', true), ''),
           nullif(current_setting('app.user_agent', true), ''), now() + ttl)
         returning id
       )
       insert into refresh_token (hash, session_id) select refresh, id from made returning session_id`,
    )}
    -- The session is locked first, and its token is read after that: of those who come at once with one token, one replaces it.
    -- It is replaced by the first of the next ones; who comes again learns which of them did, if the key has changed since.
    ${definer(
      'refresh_session(given bytea, next bytea[], ttl interval, grace interval)',
      'table (outcome text, session_id uuid, user_id uuid, organization_id uuid, successor bytea)',
      `declare
         found_session session;
         found_token refresh_token;
         found_next bytea;
       begin
         select s.* into found_session from session s
           where s.id = (select t.session_id from refresh_token t where t.hash = given) for update;
         if found_session.id is null or found_session.ended_at is not null or found_session.expires_at <= clock_timestamp() then
           return query select 'ENDED', null::uuid, null::uuid, null::uuid, null::bytea;
           return;
         end if;
         select t.* into found_token from refresh_token t where t.hash = given;
         if found_token.replaced_at < clock_timestamp() - grace then
           perform end_sessions(found_session.user_id, found_session.id, null, null);
           return query select 'REUSED', found_session.id, found_session.user_id, found_session.organization_id, null::bytea;
           return;
         end if;
         if found_token.replaced_at is null then
           update refresh_token t set replaced_at = clock_timestamp() where t.hash = given;
           insert into refresh_token (hash, session_id) values (next[1], found_session.id);
           delete from refresh_token t where t.session_id = found_session.id and t.replaced_at < now() - ttl;
           update session s set last_used_at = clock_timestamp(), expires_at = clock_timestamp() + ttl,
             address = coalesce(nullif(current_setting('app.address', true), ''), s.address),
             user_agent = coalesce(nullif(current_setting('app.user_agent', true), ''), s.user_agent)
             where s.id = found_session.id;
         end if;
         select t.hash into found_next from refresh_token t where t.session_id = found_session.id and t.hash = any(next);
         return query select case when found_next is null then 'ENDED' else 'REFRESHED' end,
           found_session.id, found_session.user_id, found_session.organization_id, found_next;
       end`,
      'plpgsql',
    )}
    ${definer(
      'session_of(refresh bytea)',
      'table (session_id uuid, user_id uuid, organization_id uuid)',
      `select s.id, s.user_id, s.organization_id from refresh_token t join session s on s.id = t.session_id
       where t.hash = refresh and s.ended_at is null`,
    )}

    ${definer(
      'revoke(what text, which uuid, home uuid)',
      'void',
      `delete from revocation where position in (
         select position from revocation where at < now() - interval '1 hour' order by at limit 10 for update skip locked);
       insert into revocation (kind, id, organization_id) values (what, which, home)`,
    )}
    ${definer(
      'recent_revocations(since timestamptz)',
      'setof revocation',
      `select * from revocation where at > since order by position`,
    )}
    -- Ends sessions of an account: one, all but one, those in one organization, or all.
    ${definer(
      'end_sessions(account uuid, only_one uuid, but_one uuid, home uuid)',
      'setof uuid',
      `with ended as (
         update session s set ended_at = clock_timestamp()
         where s.user_id = account and s.ended_at is null and (only_one is null or s.id = only_one)
           and (but_one is null or s.id <> but_one) and (home is null or s.organization_id = home)
         returning s.id
       ), told as (
         insert into revocation (kind, id) select 'SESSION', id from ended
       )
       select id from ended`,
    )}

    ${definer(
      'note_homeless_sign_in(account uuid, how text, what text)',
      'void',
      `insert into homeless_sign_in (user_id, method, outcome, address, user_agent) values (account, how, what,
         nullif(current_setting('app.address', true), ''), nullif(current_setting('app.user_agent', true), ''))`,
    )}

    ${definer(
      'second_factor_of(account uuid)',
      'table (sealed bytea, is_confirmed boolean)',
      `select sealed, confirmed_at is not null from second_factor where user_id = account`,
    )}
    ${definer(
      'set_second_factor(account uuid, secret bytea)',
      'void',
      `delete from recovery_code where user_id = account;
       insert into second_factor (user_id, sealed) values (account, secret)
       on conflict (user_id) do update set sealed = secret, confirmed_at = null, last_step = 0`,
    )}
    ${definer(
      'remove_second_factor(account uuid)',
      'void',
      `delete from recovery_code where user_id = account; delete from second_factor where user_id = account`,
    )}
    -- A code is good once: of two who show the same one, one comes in.
    ${definer(
      'use_second_factor(account uuid, step bigint, is_first boolean)',
      'boolean',
      `update second_factor set last_step = step, confirmed_at = coalesce(confirmed_at, now())
       where user_id = account and last_step < step and (confirmed_at is null) = is_first returning true`,
    )}
    ${definer(
      'put_recovery_codes(account uuid, hashes bytea[])',
      'void',
      `delete from recovery_code where user_id = account;
       insert into recovery_code (user_id, hash) select account, unnest(hashes)`,
    )}
    ${definer(
      'use_recovery_code(account uuid, given bytea)',
      'boolean',
      `delete from recovery_code where user_id = account and hash = given returning true`,
    )}

    ${definer(
      'account_at(provider_name text, provider_subject text)',
      'uuid',
      `select user_id from external_account where provider = provider_name and subject = provider_subject`,
    )}
    ${definer(
      'link_account(account uuid, provider_name text, provider_subject text)',
      'void',
      `insert into external_account (user_id, provider, subject) values (account, provider_name, provider_subject)`,
    )}

    ${definer(
      'put_mail(mail_id uuid, recipient text, content bytea)',
      'void',
      `insert into mail (id, address, sealed) values (mail_id, recipient, content)`,
    )}
    ${definer(
      'mail_of(mail_id uuid)',
      'table (address text, sealed bytea)',
      `select m.address, m.sealed from mail m where m.id = mail_id and m.sealed is not null`,
    )}
    ${definer(
      'forget_mail(mail_id uuid)',
      'void',
      `update mail set sealed = null, sent_at = clock_timestamp() where id = mail_id`,
    )}
    ${definer(
      'mail_to(recipient text, most integer)',
      'table (id uuid, address text, sealed bytea, created_at timestamptz, sent_at timestamptz)',
      `select m.id, m.address, m.sealed, m.created_at, m.sent_at from mail m
       where (recipient is null or m.address = recipient) and m.sealed is not null order by m.created_at desc, m.id limit most`,
    )}
  `;
}
