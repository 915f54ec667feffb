import { randomUUID } from 'node:crypto';
import { type Actor, createLogger, startSubgraph } from '@kith/kernel';
import { platformObjects } from '@kith/platform-objects';
import pg from 'pg';
import { databaseName, databaseUrls } from '../installation/database.js';
import { startBenchDatabase } from './bench-database.js';
import { inTurns, type Work } from './in-turns.js';
import { fillSearch } from './search-entries.js';
import { printTable } from './table.js';

const windows = 5;
const others = 9;
const entries = Number(process.env.SEARCH_ENTRIES ?? 1_000_000);

/**
 * Search among a million things of one organization, beside the scan that `ilike` is, with the same rights. Nine other
 * organizations have a fiftieth of that each.
 */
export async function search(): Promise<void> {
  const { postgres, stop } = await startBenchDatabase();
  const organizationId = randomUUID();
  const sample = await withAdmin(postgres.url(databaseName), (admin) => grow(admin, organizationId));
  const { databaseUrl } = databaseUrls(postgres, platformObjects);
  const logger = createLogger('bench', 'error');
  const running = await startSubgraph(platformObjects, { databaseUrl, ownerUrl: null, poolSize: 2, logger });
  const actor: Actor = { userId: null, organizationId, role: 'OWNER', scopes: [] };
  const scanning = new pg.Client({
    connectionString: databaseUrl,
    options: '-c search_path=platform_objects',
  });
  await scanning.connect();
  await scanning.query(`select set_config('app.organization_id', $1, false)`, [organizationId]);
  try {
    const queries = {
      'a whole name': sample.title,
      'its beginning': sample.title.slice(0, -2),
      'with a typo': sample.title.replace(/.(?=.{3}$)/, ''),
      'digits of a phone number': sample.phone.slice(-6),
      'two letters': sample.title.slice(0, 2),
    };
    const rows: string[][] = [];
    for (const [name, query] of Object.entries(queries)) {
      const ours: Work = {
        name: 'search',
        async run() {
          const text = 'query ($query: String!) { search(query: $query) { nodes { score } } }';
          const answer = await running.endpoint.execute(
            { query: text, variables: { query } },
            { actor, requestId: 'bench' },
          );
          if (answer.errors) throw new Error(JSON.stringify(answer.errors));
        },
      };
      const scan: Work = {
        name: 'scan',
        run: async () =>
          void (await scanning.query(
            `select node_id from search_entry where folded ilike '%' || $1 || '%' order by title limit 20`,
            [query],
          )),
      };
      const figures = await inTurns([ours, scan], 1, windows);
      const [found, scanned] = [figures.get('search'), figures.get('scan')];
      if (!found || !scanned) throw new Error('Nothing was measured');
      rows.push([
        name,
        found.p50Ms.toFixed(1),
        found.p95Ms.toFixed(1),
        scanned.p50Ms.toFixed(1),
        scanned.p95Ms.toFixed(1),
        `${(scanned.p50Ms / found.p50Ms).toFixed(1)} times`,
      ]);
    }
    printTable([['', 'search p50 ms', 'p95 ms', 'ilike p50 ms', 'p95 ms', 'is faster'], ...rows]);
  } finally {
    await scanning.end();
    await running.stop();
    await stop();
  }
}

async function grow(admin: pg.Client, organizationId: string): Promise<{ title: string; phone: string }> {
  await admin.query('set search_path to platform_objects');
  // Each line would be put into each index; they are made again when all lines are there.
  const { rows: indexes } = await admin.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = 'search_entry'::regclass and not indisprimary`,
  );
  for (const { name } of indexes) await admin.query(`drop index ${name}`);
  for (let other = 0; other < others; other++) await fillSearch(admin, randomUUID(), entries / 50);
  await fillSearch(admin, organizationId, entries);
  await admin.query(`set maintenance_work_mem to '512MB'`);
  for (const { definition } of indexes) await admin.query(definition);
  await admin.query('vacuum analyze search_entry');
  const { rows } = await admin.query<{ title: string; phone: string }>(
    `select title, texts[2] as phone from search_entry where organization_id = $1 and node_type = 'Person' order by row_id limit 1`,
    [organizationId],
  );
  const [sample] = rows;
  if (!sample) throw new Error('There is nobody to be found');
  return sample;
}

async function withAdmin<Result>(url: string, work: (admin: pg.Client) => Promise<Result>): Promise<Result> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
