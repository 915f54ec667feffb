import { aliasTable } from '../alias/alias-table.js';
import { inboxTables } from '../events/inbox-tables.js';
import { outboxTables } from '../events/outbox-tables.js';
import { changeTable } from '../history/change-table.js';
import { SqlMigration } from './migration.js';

/** The tables that every subgraph has beside its own, made before them. */
export class KernelTables extends SqlMigration {
  readonly name = 'KernelTables1795000000000';
  readonly sql = `${changeTable}${outboxTables}${inboxTables}${aliasTable}`;
}
