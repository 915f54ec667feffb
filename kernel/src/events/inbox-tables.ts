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

  -- Up to where the bus was looked through. An organization that stands still is noted, so that nobody waits for it.
  create table inbox_scan (
    source text primary key,
    place bigint not null
  );
  ${relayTable('inbox_scan', 'select, insert, update')}

  create table inbox_stalled (
    organization_id uuid not null,
    source text not null,
    place bigint not null,
    tries integer not null,
    next_try_at timestamptz not null,
    primary key (organization_id, source)
  );
  ${relayTable('inbox_stalled', 'select, insert, update, delete')}

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
  create index dead_letter_created on dead_letter (organization_id, created_at, id);
  ${tenantTable('dead_letter', 'select, insert, update')}
`;
