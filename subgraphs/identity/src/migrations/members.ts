import { nodeColumns, organizationColumn, SqlMigration, tenantTable, versionedTable } from '@kith/kernel';

export class Members extends SqlMigration {
  readonly name = 'Members1795269600000';
  readonly sql = `
    create table team (
      ${nodeColumns},
      name text not null,
      primary key (organization_id, id),
      constraint team_name unique (organization_id, name)
    );
    ${tenantTable('team')}
    ${versionedTable('team', { subject: ['Team', 'id'] })}

    create table team_member (
      ${organizationColumn},
      team_id uuid not null,
      user_id uuid not null,
      primary key (organization_id, team_id, user_id),
      constraint team_member_team foreign key (organization_id, team_id)
        references team (organization_id, id) on delete cascade,
      constraint team_member_user foreign key (organization_id, user_id)
        references membership (organization_id, user_id) on delete cascade
    );
    create index team_member_teams on team_member (organization_id, user_id, team_id);
    ${tenantTable('team_member', 'select, insert, delete')}
    ${versionedTable('team_member', { subject: ['Team', 'team_id'] })}

    create table invitation (
      ${nodeColumns},
      email text not null,
      role text not null check (role in ('OWNER', 'ADMIN', 'MANAGER', 'MEMBER', 'VIEWER')),
      invited_by uuid not null,
      expires_at timestamptz(3) not null,
      accepted_at timestamptz(3),
      revoked_at timestamptz(3),
      primary key (organization_id, id)
    );
    create unique index invitation_pending on invitation (organization_id, email)
      where accepted_at is null and revoked_at is null;
    create index invitation_made on invitation (organization_id, created_at, id);
    ${tenantTable('invitation', 'select, insert, update')}
    ${versionedTable('invitation', { subject: ['Invitation', 'id'] })}

    -- Hashes stand apart, so that no version, event or audit ever holds one; with its use a token is gone.
    create table invitation_token (
      ${organizationColumn},
      invitation_id uuid not null,
      hash bytea not null constraint invitation_token_hash unique,
      primary key (organization_id, invitation_id),
      foreign key (organization_id, invitation_id) references invitation (organization_id, id)
    );
    ${tenantTable('invitation_token')}

    create table api_key (
      ${nodeColumns},
      name text not null,
      prefix text not null,
      scopes text[],
      app_id uuid,
      operation_mode text not null default 'OPEN',
      created_by uuid not null,
      expires_at timestamptz(3),
      revoked_at timestamptz(3),
      primary key (organization_id, id)
    );
    create index api_key_made on api_key (organization_id, created_at, id);
    ${tenantTable('api_key', 'select, insert, update')}
    ${versionedTable('api_key', { subject: ['ApiKey', 'id'] })}

    create table api_key_secret (
      ${organizationColumn},
      api_key_id uuid not null,
      hash bytea not null constraint api_key_secret_hash unique,
      last_used_at timestamptz(3),
      primary key (organization_id, api_key_id),
      foreign key (organization_id, api_key_id) references api_key (organization_id, id)
    );
    ${tenantTable('api_key_secret')}

    -- What somebody shows comes before an organization is known, so it is found with the owner's rights: ids, no more.
    create function invitation_for_hash(shown bytea) returns table (organization_id uuid, id uuid)
      language sql stable security definer set search_path from current as $$
        select t.organization_id, t.invitation_id from invitation_token t where t.hash = shown
      $$;
    create function api_key_for_hash(shown bytea) returns table (organization_id uuid, id uuid)
      language sql stable security definer set search_path from current as $$
        select s.organization_id, s.api_key_id from api_key_secret s where s.hash = shown
      $$;

    -- Where a user belongs, whichever organization they are in at present.
    create function organizations_of_user(account uuid)
      returns table (id uuid, name text, slug text, role text)
      language sql stable security definer set search_path from current as $$
        select o.id, o.name, o.slug, m.role from membership m join organization o on o.id = m.organization_id
        where m.user_id = account and m.disabled_at is null order by o.name, o.id limit 100
      $$;
    -- From now on a session acts in another organization of its user.
    create function switch_session(which uuid, account uuid, home uuid) returns boolean
      language sql security definer set search_path from current as $$
        with switched as (
          update session set organization_id = home
          where id = which and user_id = account and ended_at is null and expires_at > clock_timestamp() returning 1)
        select exists (select from switched)
      $$;
    do $do$
      declare definer text;
      begin
        foreach definer in array array['invitation_for_hash', 'api_key_for_hash', 'organizations_of_user', 'switch_session']
        loop
          execute format('revoke all on function %I from public', definer);
          execute format('grant execute on function %I to kith_identity_runtime', definer);
        end loop;
      end $do$;
  `;
}
