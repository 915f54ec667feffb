import { randomUUID } from 'node:crypto';
import { type Actor, Database, organizationColumn, roleOf, tenantTable, transaction } from '@kith/kernel';
import pg from 'pg';
import { databaseName } from '../installation/database.js';
import type { Postgres } from '../postgres/start.js';
import { startBenchDatabase } from './bench-database.js';
import { type Figures, inTurns, type Work } from './in-turns.js';
import { printTable } from './table.js';

const windows = 10;
const mostWorkers = 8;

/** The columns of identity's companies, without their stamps, triggers and history. */
const plainTable = `
  create table plain_company (
    ${organizationColumn}, id uuid not null default uuidv7(), version integer not null default 1,
    created_at timestamptz(3) not null default now(), updated_at timestamptz(3) not null default now(),
    name text not null, domain text, industry text, size text,
    primary key (organization_id, id), unique (organization_id, domain)
  );
  create index plain_company_name on plain_company (organization_id, name, id);
  ${tenantTable('plain_company')}`;

/**
 * What it costs a write that its row has versions and that its events stand in the outbox: transactions of one row, through
 * the kernel, on identity's companies and on a table like it that nothing watches.
 */
export async function writes(): Promise<void> {
  const { postgres, stop } = await startBenchDatabase();
  await asOwner(postgres, plainTable);
  const database = await Database.open({
    url: postgres.url(databaseName, roleOf('identity', 'runtime')),
    schema: 'identity',
    entities: [],
    events: {},
    poolSize: mostWorkers,
  });
  try {
    const actors = Array.from({ length: mostWorkers }, () => actorOf(randomUUID()));
    await report(database, 'one at a time', 1, () => actors[0] as Actor);
    await report(database, '8 at a time, each in its organization', 8, (worker) => actors[worker] as Actor);
    await report(database, '8 at a time in one organization', 8, () => actors[0] as Actor);
  } finally {
    await database.close();
    await stop();
  }
}

const actorOf = (organizationId: string): Actor => ({
  userId: null,
  organizationId,
  role: 'OWNER',
  scopes: [],
});

async function asOwner(postgres: Postgres, statement: string): Promise<void> {
  const url = postgres.url(databaseName, roleOf('identity', 'owner'));
  const owner = new pg.Client({ connectionString: url, options: '-c search_path=identity' });
  await owner.connect();
  await owner.query(statement);
  await owner.end();
}

type ActorOfWorker = (worker: number) => Actor;

async function report(
  database: Database,
  title: string,
  workers: number,
  actor: ActorOfWorker,
): Promise<void> {
  const kinds = await Promise.all(
    (['plain_company', 'company'] as const).map((table) => worksOn(database, table, actor, workers)),
  );
  const figures = await inTurns(kinds.flat(), workers, windows);
  process.stdout.write(`\n${title}\n`);
  printTable([
    ['', 'without /s', 'with /s', 'p50 ms', 'p50 ms', 'a write takes'],
    ...['insert', 'update'].map((kind) => {
      const [without, including] = ['plain_company', 'company'].map(
        (table) => figures.get(`${kind} ${table}`) as Figures,
      ) as [Figures, Figures];
      return [
        kind,
        without.perSecond.toFixed(0),
        including.perSecond.toFixed(0),
        without.p50Ms.toFixed(2),
        including.p50Ms.toFixed(2),
        `${(without.perSecond / including.perSecond).toFixed(2)} times`,
      ];
    }),
  ]);
}

/** Inserting a row, and updating a row that no other worker updates, each in a transaction as a mutation has it. */
async function worksOn(
  database: Database,
  table: 'company' | 'plain_company',
  actor: ActorOfWorker,
  workers: number,
): Promise<Work[]> {
  const write = async (worker: number, kind: 'created' | 'updated', text: string, values: unknown[]) => {
    const origin = { actor: actor(worker), requestId: 'bench' };
    const { result } = await transaction(database, origin, async (tx) => {
      const [row] = await tx.query<{ id: string }>(`${text} returning id`, values);
      const id = row?.id as string;
      if (table === 'company')
        tx.note({ type: `company.${kind}`, subject: ['Company', id], payload: { name: 'Acme' } });
      return id;
    });
    return result;
  };
  const insert = (worker: number) =>
    write(worker, 'created', `insert into ${table} (name) values ($1)`, ['Acme']);
  const own = await Promise.all(Array.from({ length: workers }, (_, worker) => insert(worker)));
  let count = 0;
  return [
    { name: `insert ${table}`, run: async (worker) => void (await insert(worker)) },
    {
      name: `update ${table}`,
      run: async (worker) => {
        const text = `update ${table} set name = $1, version = version + 1 where id = $2`;
        await write(worker, 'updated', text, [`Acme ${count++}`, own[worker]]);
      },
    },
  ];
}
