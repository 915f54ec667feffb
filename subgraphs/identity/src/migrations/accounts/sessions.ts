import { definer } from './definer.js';

/** How sessions begin, go on and end, and who is told. */
export const sessions = `
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
`;
