import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Database } from '../src/database/database.js';
import { KernelTables } from '../src/database/kernel-tables.js';
import { migrate } from '../src/database/migrate.js';
import { organizationColumn, SqlMigration, tenantTable } from '../src/database/migration.js';
import { provision, roleOf } from '../src/database/provision.js';
import { type Tx, transaction } from '../src/database/transaction.js';
import type { Bus } from '../src/events/bus.js';
import type { DomainEvent } from '../src/events/event.js';
import type { Handler } from '../src/events/handler.js';
import { startWorker, type Worker } from '../src/events/worker.js';
import type { Uuid } from '../src/graph/id.js';
import { asSuperuser, createTestDatabase, testUrl } from '../src/testing/test-database.js';
import { silent } from './buses.js';

class HeardTable extends SqlMigration {
  readonly name = 'HeardTable1795219200000';
  readonly sql = `
    create table heard (
      ${organizationColumn},
      place bigint generated always as identity,
      position bigint not null,
      said jsonb not null,
      primary key (organization_id, place)
    );
    ${tenantTable('heard')}
  `;
}

/** What `echo` heard of an organization: positions, in the order in which they took effect. */
export type Heard = readonly number[];

/** Two subgraphs of nothing but their kernel's tables: `origin` says things, and `echo` writes down what it hears. */
export interface OriginAndEcho {
  readonly databaseName: string;
  /** One change with an event, or with as many as are said at once; answers the last one's position. */
  say(organizationId: Uuid, payload?: object, atOnce?: number): Promise<number>;
  startOrigin(bus: Bus): Worker;
  /** @param meanwhile what else a handler does with an event, in its transaction, before it writes it down. */
  startEcho(bus: Bus, meanwhile?: (event: DomainEvent, tx: Tx) => Promise<void> | void): Worker;
  heard(organizationId: Uuid): Promise<Heard>;
  /** Waits until `echo` has heard as many events of an organization. */
  untilHeard(organizationId: Uuid, count: number): Promise<Heard>;
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Ends the connections of a program as if it were killed. */
  cutOff(program: string): Promise<void>;
  remove(): Promise<void>;
}

/** Waits until something is true, however long the test may take. */
export async function until(isTrue: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isTrue())) await delay(20);
}

export const organizations = (count: number): Uuid[] => Array.from({ length: count }, () => randomUUID());

/** 1, 2, 3, … */
export const upTo = (last: number): Heard => Array.from({ length: last }, (_, index) => index + 1);

export async function originAndEcho(): Promise<OriginAndEcho> {
  const own = await createTestDatabase();
  const [origin, echo] = [await openSchema(own.name, 'origin'), await openSchema(own.name, 'echo')];
  const query: OriginAndEcho['query'] = (text, values) =>
    asSuperuser(own.name, async (client) => (await client.query(text, values)).rows);
  const start = (database: Database, bus: Bus, handlers: readonly Handler[]) =>
    startWorker({
      name: database.schema,
      database,
      relayUrl: testUrl(own.name, roleOf(database.schema, 'relay')),
      bus,
      handlers,
      mostTries: 3,
      retentionDays: 0,
      expiries: [],
      tasks: [],
      means: {},
      logger: silent,
    });
  const heard = async (organizationId: Uuid) => {
    const text = `select position::int from echo.heard where organization_id = $1 order by place`;
    return (await query(text, [organizationId])).map(({ position }) => position as number);
  };
  return {
    databaseName: own.name,
    async say(organizationId, payload = {}, atOnce = 1) {
      const actor = { userId: null, organizationId, role: 'OWNER' as const, scopes: [] };
      const { positions } = await transaction(origin, { actor, requestId: 'test' }, async (tx) => {
        for (let said = 0; said < atOnce; said++)
          tx.note({ type: 'thing.said', subject: ['Thing', randomUUID()], payload });
      });
      return positions?.[1] as number;
    },
    startOrigin: (bus) => start(origin, bus, []),
    startEcho: (bus, meanwhile) =>
      start(echo, bus, [
        {
          source: 'origin',
          type: 'thing.said',
          async handle(tx, events) {
            for (const event of events) {
              await meanwhile?.(event, tx);
              const values = [event.position, JSON.stringify(event.payload)];
              await tx.query('insert into heard (position, said) values ($1, $2)', values);
            }
          },
        },
      ]),
    heard,
    async untilHeard(organizationId, count) {
      await until(async () => (await heard(organizationId)).length >= count);
      return heard(organizationId);
    },
    query,
    async cutOff(program) {
      const text = `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = $2`;
      await query(text, [own.name, program]);
    },
    async remove() {
      await origin.close();
      await echo.close();
      await own.drop();
    },
  };
}

async function openSchema(databaseName: string, schema: string): Promise<Database> {
  await asSuperuser(databaseName, (client) => provision(client, schema));
  const migrations = schema === 'echo' ? [KernelTables, HeardTable] : [KernelTables];
  await migrate({ ownerUrl: testUrl(databaseName, roleOf(schema, 'owner')), schema, migrations });
  const url = testUrl(databaseName, roleOf(schema, 'runtime'));
  return Database.open({ url, schema, entities: [], poolSize: 10, events: {} });
}
