import { randomUUID } from 'node:crypto';
import {
  type Actor,
  createLogger,
  type Database,
  type DomainEvent,
  handleEvents,
  type RunningSubgraph,
  startSubgraph,
  type Uuid,
} from '@kith/kernel';
import { onRowChanged, platformObjects } from '@kith/platform-objects';
import pg from 'pg';
import { databaseName, databaseUrls } from '../installation/database.js';
import type { Postgres } from '../postgres/start.js';
import { startBenchDatabase } from './bench-database.js';
import { inTurns, type Work } from './in-turns.js';
import { searchedRow } from './search-rows.js';
import { printTable } from './table.js';

const windows = 5;
const others = 9;
const rowsOfOthers = 20_000;
const rows = 1_000_000;
const rowsAtOnce = 5_000;

/**
 * Search among a million rows of one organization of ten, beside the scan that `ilike` is, with the same rights. The index
 * is written by the handler that always writes it.
 */
export async function search(): Promise<void> {
  const { postgres, stop } = await startBenchDatabase();
  const { databaseUrl } = databaseUrls(postgres, platformObjects);
  const logger = createLogger('bench', 'error');
  const running = await startSubgraph(platformObjects, { databaseUrl, ownerUrl: null, poolSize: 2, logger });
  const organizationId = randomUUID();
  const scanning = new pg.Client({
    connectionString: databaseUrl,
    options: `-c search_path=platform_objects -c app.organization_id=${organizationId}`,
  });
  await scanning.connect();
  try {
    for (let other = 0; other < others; other++) await fill(running.database, randomUUID(), rowsOfOthers);
    const begin = performance.now();
    await fill(running.database, organizationId, rows);
    const perSecond = (rows * 1_000) / (performance.now() - begin);
    process.stdout.write(`${rows} rows were put into the index, ${perSecond.toFixed(0)} a second\n`);
    await vacuum(postgres);
    await compare(running, scanning, organizationId);
  } finally {
    await scanning.end();
    await running.stop();
    await stop();
  }
}

async function fill(database: Database, organizationId: Uuid, count: number): Promise<void> {
  for (let from = 0; from < count; from += rowsAtOnce) {
    const events = Array.from({ length: rowsAtOnce }, (_, at) => rowChanged(organizationId, from + at + 1));
    await handleEvents(database, onRowChanged, events, from);
  }
}

function rowChanged(organizationId: Uuid, position: number): DomainEvent {
  const node = searchedRow(position);
  return {
    id: node.id,
    type: 'row.changed',
    version: 1,
    source: 'identity',
    organizationId,
    position,
    occurredAt: new Date().toISOString(),
    subjectType: node.type,
    subjectId: node.id,
    personId: null,
    actorId: null,
    requestId: null,
    address: null,
    userAgent: null,
    cause: null,
    payload: { searched: { row: node.id, node } },
  };
}

async function vacuum(postgres: Postgres): Promise<void> {
  const admin = new pg.Client({ connectionString: postgres.url(databaseName) });
  await admin.connect();
  await admin.query('vacuum analyze platform_objects.search_entry');
  const { rows } = await admin.query<{ name: string; size: string }>(
    `select relname as name, pg_size_pretty(pg_relation_size(oid)) as size from pg_class
     where relname ~ '^search_entry' and relkind in ('r', 'i') order by pg_relation_size(oid) desc`,
  );
  process.stdout.write(`${rows.map(({ name, size }) => `${name} ${size}`).join(', ')}\n\n`);
  await admin.end();
}

async function compare(
  { endpoint }: RunningSubgraph,
  scanning: pg.Client,
  organizationId: Uuid,
): Promise<void> {
  const { title, texts } = searchedRow(654_327);
  const [name, phone] = [title as string, texts[1] as string];
  const actor: Actor = { userId: null, organizationId, role: 'OWNER', scopes: [] };
  const table = [['', 'hits', 'search p50 ms', 'p95 ms', 'ilike p50 ms', 'p95 ms', 'is faster']];
  for (const [what, query] of Object.entries({
    'a whole name': name,
    'its beginning': name.slice(0, -2),
    'with a typo': name.replace(/.(?=.{3}$)/, ''),
    'digits of a phone number': phone.slice(-6),
    'two letters': name.slice(0, 2),
  })) {
    const text = 'query ($query: String!) { search(query: $query) { nodes { score } } }';
    let hits = 0;
    const ours: Work = {
      name: 'search',
      async run() {
        const asked = { query: text, variables: { query } };
        const { data, errors } = await endpoint.execute(asked, { actor, requestId: 'bench' });
        if (errors) throw new Error(`Search failed: ${JSON.stringify(errors)}`);
        hits = (data as { search: { nodes: object[] } }).search.nodes.length;
      },
    };
    const scan: Work = {
      name: 'ilike',
      run: async () => {
        const like = `select node_id from search_entry where letters ilike '%' || $1 || '%' order by title limit 20`;
        await scanning.query(like, [query]);
      },
    };
    const figures = await inTurns([ours, scan], 1, windows);
    const [found, scanned] = [figures.get('search'), figures.get('ilike')];
    if (!found || !scanned) throw new Error('Nothing was measured');
    const columns = [found.p50Ms, found.p95Ms, scanned.p50Ms, scanned.p95Ms].map((ms) => ms.toFixed(1));
    table.push([what, String(hits), ...columns, `${(scanned.p50Ms / found.p50Ms).toFixed(1)} times`]);
  }
  printTable(table);
}
