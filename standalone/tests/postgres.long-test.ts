import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { DataFolderInUse } from '../src/postgres/data-folder.js';
import { isAlive } from '../src/postgres/processes.js';
import { type Postgres, startPostgres } from '../src/postgres/start.js';

let temporary: string;
let folder: string;

beforeAll(async () => {
  temporary = await mkdtemp(path.join(os.tmpdir(), 'kith-test-'));
  await chmod(temporary, 0o755);
  folder = path.join(temporary, 'postgres');
});

afterAll(() => rm(temporary, { recursive: true, force: true }));

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  // A connection that the server ends in the middle of a query fails the query; the event tells it once more.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that starts Postgres on the folder and then does what the code says. */
async function otherInstance(code: string): Promise<{ child: ChildProcess; pid: number; url: string }> {
  const start = pathToFileURL(path.resolve(__dirname, '../dist/postgres/start.js')).href;
  const program = `import { startPostgres } from ${JSON.stringify(start)};
    const postgres = await startPostgres({ folder: ${JSON.stringify(folder)}, durable: false });
    console.log(JSON.stringify({ pid: postgres.pid, url: postgres.url('postgres') }));
    ${code}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, ...(JSON.parse(line) as { pid: number; url: string }) };
}

async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 100 && isAlive(pid); attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return !isAlive(pid);
}

async function withPostgres(body: (postgres: Postgres) => Promise<void>): Promise<void> {
  const postgres = await startPostgres({ folder, durable: false });
  try {
    await body(postgres);
  } finally {
    await postgres.stop();
  }
}

test('it answers on a socket in a folder of its own, and keeps its data over a stop', async () => {
  await withPostgres(async (postgres) => {
    const [row] = await ask(
      postgres.url('postgres'),
      `select current_setting('listen_addresses') as addresses, datlocprovider as provider, datlocale as locale,
        current_setting('server_version_num')::int / 10000 as version
        from pg_database where datname = 'postgres'`,
    );
    expect(row).toEqual({ addresses: '', provider: 'b', locale: 'C.UTF-8', version: 18 });
    await ask(postgres.url('postgres'), 'create table kept (n int); insert into kept values (42)');
  });
  await withPostgres(async (postgres) => {
    expect(await ask(postgres.url('postgres'), 'select n from kept')).toEqual([{ n: 42 }]);
  });
});

test('a URL carries names that have to be encoded', async () => {
  await withPostgres(async (postgres) => {
    await ask(postgres.url('postgres'), 'create role "r@/ ü" login');
    await ask(postgres.url('postgres'), 'create database "d é x"');
    const rows = await ask(postgres.url('d é x', 'r@/ ü'), 'select current_user, current_database()');
    expect(rows).toEqual([{ current_user: 'r@/ ü', current_database: 'd é x' }]);
  });
});

test('stopping leaves no process, no socket, and tells the exit', async () => {
  const postgres = await startPostgres({ folder, durable: false });
  expect(isAlive(postgres.pid)).toBe(true);
  await postgres.stop();
  expect(isAlive(postgres.pid)).toBe(false);
  expect(existsSync(postgres.socketFolder)).toBe(false);
  await expect(postgres.exited).resolves.toBe(0);
});

test('a folder that a running instance uses is refused, by name of the process', async () => {
  await withPostgres(async (postgres) => {
    const second = startPostgres({ folder, durable: false });
    await expect(second).rejects.toThrow(DataFolderInUse);
    await expect(second).rejects.toThrow(`belongs to a running instance (process ${process.pid})`);
    expect(await ask(postgres.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

test('a server that a killed process left running is taken over', async () => {
  const other = await otherInstance('setInterval(() => {}, 1000);');
  other.child.kill('SIGKILL');
  await once(other.child, 'exit');
  expect(isAlive(other.pid)).toBe(true);
  await withPostgres(async (postgres) => {
    expect(postgres.pid).toBe(other.pid);
    expect(await ask(postgres.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });
  expect(isAlive(other.pid)).toBe(false);
});

test('a server left running with other settings is replaced', async () => {
  const other = await otherInstance('setInterval(() => {}, 1000);');
  other.child.kill('SIGKILL');
  await once(other.child, 'exit');
  const postgres = await startPostgres({ folder, durable: true });
  expect(postgres.pid).not.toBe(other.pid);
  expect(isAlive(other.pid)).toBe(false);
  expect(await ask(postgres.url('postgres'), 'show fsync')).toEqual([{ fsync: 'on' }]);
  await postgres.stop();
});

test('a process that exits without stopping its server takes it along', async () => {
  const other = await otherInstance('process.exit(0);');
  expect(await isGone(other.pid)).toBe(true);
});

test('a server that is killed is noticed, and starts again with what was committed', async () => {
  const postgres = await startPostgres({ folder, durable: true });
  await ask(postgres.url('postgres'), 'create table after_kill (n int)');
  process.kill(postgres.pid, 'SIGKILL');
  await expect(postgres.exited).resolves.toBeNull();
  const next = await startPostgres({ folder, durable: true });
  const rows = await ask(next.url('postgres'), 'select count(*)::int from after_kill');
  await next.stop();
  expect(rows).toEqual([{ count: 0 }]);
});

test('when a backend is killed, which ends all connections, the instance takes its folder anew', async () => {
  await withPostgres(async (postgres) => {
    const holder = async () => {
      const sql = `select pid from pg_locks where locktype = 'advisory' and granted`;
      return (await ask(postgres.url('postgres'), sql).catch(() => []))[0]?.['pid'];
    };
    const before = await holder();
    process.kill(Number(before), 'SIGKILL');
    let after: unknown;
    for (const deadline = Date.now() + 10_000; Date.now() < deadline; ) {
      after = await holder();
      if (after !== undefined && after !== before) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(after).toEqual(expect.any(Number));
    expect(after).not.toBe(before);
    await expect(startPostgres({ folder, durable: false })).rejects.toThrow(DataFolderInUse);
  });
});

test('of two that start at once on an empty folder one wins, and the other says why not', async () => {
  const options = { folder: path.join(temporary, 'contested'), durable: false };
  const results = await Promise.allSettled([startPostgres(options), startPostgres(options)]);
  const winners = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  await Promise.all(winners.map((winner) => winner.stop()));
  expect(winners).toHaveLength(1);
  expect(reasons).toEqual([expect.any(DataFolderInUse)]);
  expect(readdirSync(options.folder).sort()).toEqual(['data', 'postgres.log']);
});

test('a folder that only we may enter, below a path too long for a socket, serves as well', async () => {
  const closed = path.join(temporary, 'a home of mine', 'x'.repeat(100));
  await mkdir(closed, { recursive: true });
  await chmod(path.dirname(closed), 0o700);
  const postgres = await startPostgres({ folder: path.join(closed, 'postgres'), durable: false });
  expect(await ask(postgres.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  await postgres.stop();
  expect(existsSync(postgres.socketFolder)).toBe(false);
});

test('a lock file whose number belongs to another process now does not block the start', async () => {
  const lines = [process.pid, path.join(folder, 'data'), 1, 5432, path.join(folder, 'socket'), ''];
  await writeFile(path.join(folder, 'data', 'postmaster.pid'), lines.join('\n'));
  await withPostgres(async (postgres) => {
    expect(postgres.pid).not.toBe(process.pid);
  });
});

test('data of another major version is refused with both numbers', async () => {
  const old = path.join(temporary, 'old');
  await mkdir(path.join(old, 'data'), { recursive: true });
  await writeFile(path.join(old, 'data', 'PG_VERSION'), '17\n');
  await expect(startPostgres({ folder: old, durable: false })).rejects.toThrow(
    'made by PostgreSQL 17, this is 18',
  );
});
