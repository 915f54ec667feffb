import { organizationColumn, tenantTable } from '../database/migration.js';

/**
 * A change is what one transaction did: its rows carry its id, and it says who did it, from where, why, and when it took
 * effect. Rows are stamped with the moment the change began; `committed_at` is taken under the lock of the outbox's
 * position, so that changes of an organization are ordered as they were committed.
 */
export const changeTable = `
  create table change (
    ${organizationColumn},
    id uuid not null,
    began_at timestamptz not null,
    committed_at timestamptz not null,
    actor_id uuid,
    request_id text,
    address text,
    user_agent text,
    cause_source text,
    -- The events that a handler answered with it: of a batch the first and the last.
    cause_position bigint,
    cause_last_position bigint,
    first_position bigint not null,
    last_position bigint not null,
    -- Who gives a write the name of an earlier change would leave no version: a change is of one transaction.
    transaction xid8 not null default pg_current_xact_id(),
    primary key (organization_id, id)
  );
  create unique index change_position on change (organization_id, first_position);
  create index change_committed on change (organization_id, committed_at);
  create index change_cause on change (organization_id, cause_source, cause_last_position) where cause_source is not null;
  ${tenantTable('change', 'select')}

  -- The change of this transaction. It begins at the first row that is written; sealing it (see outbox) ends it.
  create function present_change() returns uuid language plpgsql as $$
    declare present text := nullif(current_setting('app.change_id', true), '');
    begin
      if present is null then
        present := set_config('app.change_id', uuidv7()::text, true);
        perform set_config('app.change_at', clock_timestamp()::text, true);
      end if;
      return present;
    end $$;

  -- Stamps a row with its change. A row has one version for each change: the second write of a change makes none.
  create function stamp_version() returns trigger language plpgsql set search_path from current as $$
    declare present uuid := present_change();
    begin
      if tg_op = 'DELETE' then return old; end if;
      if tg_op = 'UPDATE' and old.changed_in = present then
        new.valid_from := old.valid_from;
      elsif tg_op = 'UPDATE' then
        new.valid_from := greatest(current_setting('app.change_at')::timestamptz, old.valid_from + interval '1 microsecond');
      else
        new.valid_from := current_setting('app.change_at')::timestamptz;
      end if;
      new.changed_in := present;
      return new;
    end $$;

  -- What differs between two rows, seen from the first, without the columns that every change writes.
  create function differing(one jsonb, other jsonb, hidden text[]) returns jsonb language sql immutable as $$
    select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(one)
    where value is distinct from coalesce(other -> key, 'null')
      and key <> all (hidden || '{organization_id,version,updated_at,valid_from,changed_in}'::text[])
  $$;

  -- The instant that a reader asked for; readers of the present have none.
  create function asked_instant() returns timestamptz language sql stable as $$
    select nullif(current_setting('app.as_of', true), '')::timestamptz
  $$;

  -- Changes that had begun at the asked instant and were committed after it: nobody saw them then. Writers end within 10 s.
  create function changes_under_way() returns uuid[] language sql stable set search_path from current as $$
    select coalesce(array_agg(id), '{}') from change
    where committed_at >= asked_instant() and committed_at < asked_instant() + interval '11 seconds'
      and began_at < asked_instant()
  $$;
`;
