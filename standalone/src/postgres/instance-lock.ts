import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type DataFolder, DataFolderInUse } from './data-folder.js';
import { readPostmasterFile } from './postmaster-file.js';
import type { Server } from './server.js';

/** The right to use a server, held by one connection for as long as its instance lives. */
export interface InstanceLock {
  client: pg.Client;
  /** Lets the lock go with the server, which is about to be stopped: no other instance takes it over before it ends. */
  letGo(): void;
}

const lockKey = 0x6b697468;
/** Replaying the log after a crash can take a while. */
const longestStartMs = 120_000;

/**
 * Waits until the server answers and takes its lock.
 *
 * @returns null when the server ended meanwhile, another one answers, or it was taken over by somebody who ends the connections of others.
 * @throws DataFolderInUse when another living instance holds the lock.
 */
export async function takeInstanceLock(folder: DataFolder, server: Server): Promise<InstanceLock | null> {
  const client = await connectWhenReady(server);
  if (!client) return null;
  try {
    // The socket may be that of a server which somebody else started a moment before ours, and ours is about to fail.
    if ((await readPostmasterFile(folder))?.pid !== server.pid) {
      await client.end();
      return null;
    }
    // The lock of an instance that was killed a moment ago goes when Postgres notices that its connection is closed.
    for (let attempt = 0; attempt < 10; attempt++) {
      const { rows } = await client.query('select pg_try_advisory_lock($1) as taken', [lockKey]);
      if (rows[0].taken) return held(client, server);
      await sleep(30);
    }
    const { rows } = await client.query(
      `select application_name from pg_stat_activity join pg_locks using (pid) where locktype = 'advisory' and objid = $1`,
      [lockKey],
    );
    throw new DataFolderInUse(folder, rows[0]?.application_name ?? 'which one is not known');
  } catch (error) {
    await client.end().catch(() => undefined);
    if (error instanceof DataFolderInUse) throw error;
    return null;
  }
}

async function connectWhenReady(server: Server): Promise<pg.Client | null> {
  const deadline = Date.now() + longestStartMs;
  while (server.isRunning()) {
    const client = new pg.Client({
      host: server.socketFolder,
      port: 5432,
      user: 'postgres',
      database: 'postgres',
      application_name: `process ${process.pid}`,
    });
    // Without a listener, the end of the server would end us.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(10);
    }
  }
  return null;
}

/** When one backend crashes, Postgres ends all connections and goes on: the lock is then taken anew. */
function held(first: pg.Client, server: Server): InstanceLock {
  let isLetGo = false;
  const lock: InstanceLock = {
    client: first,
    letGo() {
      isLetGo = true;
    },
  };
  const keep = (client: pg.Client): void => {
    lock.client = client;
    client.once('end', async () => {
      if (isLetGo) return;
      const next = await connectWhenReady(server).catch(() => null);
      if (!next) return;
      await next.query('select pg_advisory_lock($1)', [lockKey]).catch(() => undefined);
      keep(next);
    });
  };
  keep(first);
  return lock;
}
