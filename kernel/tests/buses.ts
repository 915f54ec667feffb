import { jetstreamManager, type StreamAPI } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { roleOf } from '../src/database/provision.js';
import type { Bus } from '../src/events/bus.js';
import { natsBus } from '../src/events/nats-bus.js';
import { streamOf } from '../src/events/nats-stream.js';
import { busSchema, postgresBus, provisionBus } from '../src/events/postgres-bus.js';
import { createLogger } from '../src/log.js';
import { hasNatsServer, natsServer } from '../src/testing/nats-server.js';
import { asSuperuser, createTestDatabase, testUrl } from '../src/testing/test-database.js';

/** What a bus stands on, which a test can take away and give back. */
export interface Broker {
  /** A bus for one process. */
  open(): Bus;
  down(): Promise<void>;
  up(): Promise<void>;
  remove(): Promise<void>;
}

export const silent = createLogger('test', process.env.LOG_LEVEL ?? 'silent');

const nats: [string, () => Promise<Broker>] = ['nats', () => natsBroker()];

/** The buses that this machine can run. */
export const brokers: readonly [name: string, start: () => Promise<Broker>][] = [
  ['postgres', postgresBroker],
  ...(hasNatsServer() ? [nats] : []),
];

/** A database of its own. As other tests need the server, it goes down by refusing whoever comes. */
async function postgresBroker(): Promise<Broker> {
  const own = await createTestDatabase();
  await asSuperuser(own.name, provisionBus);
  const allow = (connections: boolean) =>
    asSuperuser('postgres', async (client) => {
      await client.query(`alter database ${own.name} with allow_connections ${connections}`);
      if (connections) return;
      await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [
        own.name,
      ]);
    });
  return {
    open: () => postgresBus(testUrl(own.name, roleOf(busSchema, 'relay')), silent),
    down: () => allow(false),
    up: () => allow(true),
    remove: () => own.drop(),
  };
}

/** A server of its own, which goes down by SIGKILL. */
export async function natsBroker(mebibytes = 64) {
  const server = await natsServer();
  await server.start();
  const withRoomFor = (room: number): Broker => ({
    open: () => natsBus(server.url, { mebibytes: room, days: 1 }, silent),
    down: () => server.kill(),
    up: () => server.start(),
    remove: () => server.remove(),
  });
  const streams = async <Result>(work: (streams: StreamAPI) => Promise<Result>): Promise<Result> => {
    const connection = await connect({ servers: server.url });
    const result = await work((await jetstreamManager(connection)).streams);
    await connection.close();
    return result;
  };
  return {
    ...withRoomFor(mebibytes),
    server,
    withRoomFor,
    removeStream: (source: string) => streams((all) => all.delete(streamOf(source))),
    mostBytes: (source: string) =>
      streams(async (all) => (await all.info(streamOf(source))).config.max_bytes),
  };
}
