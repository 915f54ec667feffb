import { nodeColumns, organizationColumn, tenantTable } from '../database/migration.js';
import { relayTable } from './relay-table.js';

/** What a subgraph has handled of the events of others. */
export const inboxTables = `
  -- Up to which position of a source an organization's events have taken effect: written with the effects themselves.
  create table inbox (
    ${organizationColumn},
    source text not null,
    position bigint not null,
    primary key (organization_id, source)
  );
  ${tenantTable('inbox', 'select, insert, update')}
  ${relayTable('inbox', 'select')}

  -- Up to where the log of a source was looked through. Each bus has logs of its own.
  create table inbox_scan (
    source text not null,
    bus text not null,
    place bigint not null,
    primary key (source, bus)
  );
  ${relayTable('inbox_scan', 'select, insert, update')}

  -- Organizations that have not handled all that the log was looked through for, so that nobody waits for them.
  create table inbox_behind (
    organization_id uuid not null,
    source text not null,
    tries integer not null default 0,
    next_try_at timestamptz not null default now(),
    primary key (organization_id, source)
  );
  ${relayTable('inbox_behind', 'select, insert, update, delete')}

  -- Events that could not be handled in a bounded number of tries; resolved when one of them was at last, or never will be.
  create table dead_letter (
    ${nodeColumns},
    source text not null,
    position bigint not null,
    type text not null,
    person_id uuid,
    event jsonb not null,
    error text not null,
    tries integer not null,
    resolved_at timestamptz(3),
    primary key (organization_id, id),
    constraint dead_letter_event unique (organization_id, source, position)
  );
  create index dead_letter_unresolved on dead_letter (source) where resolved_at is null;
  ${tenantTable('dead_letter', 'select, insert, update')}
  ${relayTable('dead_letter', 'select (organization_id, id, source, resolved_at), delete')}
`;
