import { definer } from './definer.js';

/** What signing in asks: an account, its password, how often somebody may try, what a mail handed out. */
export const signIn = `
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
`;
