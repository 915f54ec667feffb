import { organizationColumn, tenantTable } from '../database/migration.js';
import { relayTable } from './relay-table.js';

/**
 * The outbox: events, written in the transaction of their change. As the last thing before COMMIT the change is sealed:
 * it takes its organization's row of `outbox_position`, whose lock makes positions commit order, without gaps, for each
 * organization, while different organizations do not wait for each other. An event's position is its change's first one
 * and its place among the events of the change, whose ids ascend.
 */
export const outboxTables = `
  create table outbox (
    ${organizationColumn},
    id uuid not null default uuidv7(),
    change_id uuid not null default present_change(),
    type text not null,
    version integer not null default 1,
    subject_type text not null,
    subject_id uuid not null,
    person_id uuid,
    payload jsonb not null,
    primary key (organization_id, id)
  );
  create index outbox_change on outbox (organization_id, change_id, id);
  create index outbox_person on outbox (organization_id, person_id) where person_id is not null;
  ${tenantTable('outbox', 'select, insert')}
  ${relayTable('outbox', 'select, delete')}
  ${relayTable('change', 'select')}

  create table outbox_position (
    ${organizationColumn},
    position bigint not null,
    committed_at timestamptz not null,
    primary key (organization_id)
  );
  ${tenantTable('outbox_position', 'select')}
  ${relayTable('outbox_position', 'select')}

  -- How far the publisher has come with each bus; beside the positions, so that it waits for no writer and no writer for it.
  create table outbox_published (
    organization_id uuid not null,
    bus text not null,
    position bigint not null,
    primary key (organization_id, bus)
  );
  ${relayTable('outbox_published', 'select, insert, update')}

  create function seal_change() returns trigger
    language plpgsql security definer set search_path from current as $$
    declare
      events bigint;
      last bigint;
      moment timestamptz;
      sealed_by xid8;
    begin
      select transaction into sealed_by from change where organization_id = new.organization_id and id = new.change_id;
      if sealed_by = pg_current_xact_id() then return null; end if;
      if found then raise exception 'change % is already sealed', new.change_id; end if;
      select count(*) into events from outbox where organization_id = new.organization_id and change_id = new.change_id;
      insert into outbox_position as p (organization_id, position, committed_at)
        values (new.organization_id, events, clock_timestamp())
        on conflict (organization_id) do update
          set position = p.position + excluded.position,
              committed_at = greatest(clock_timestamp(), p.committed_at + interval '1 microsecond')
        returning position, committed_at into last, moment;
      insert into change (organization_id, id, began_at, committed_at, actor_id, request_id, address, user_agent,
          cause_source, cause_position, cause_last_position, first_position, last_position)
        values (new.organization_id, new.change_id, current_setting('app.change_at')::timestamptz, moment,
          nullif(current_setting('app.actor_id', true), '')::uuid, nullif(current_setting('app.request_id', true), ''),
          nullif(current_setting('app.address', true), ''), nullif(current_setting('app.user_agent', true), ''),
          nullif(current_setting('app.cause_source', true), ''),
          nullif(current_setting('app.cause_position', true), '')::bigint,
          nullif(current_setting('app.cause_last_position', true), '')::bigint, last - events + 1, last);
      -- What is written after this, by whoever made constraints immediate, is another change.
      perform set_config('app.change_id', '', true), set_config('app.sealed', (last - events + 1) || '-' || last, true);
      return null;
    end $$;
  revoke all on function seal_change from public;

  create constraint trigger seal_change after insert on outbox
    deferrable initially deferred for each row execute function seal_change();
`;
