import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { startPostgres } from '../src/postgres/start.js';

const rounds = 40;
/** Longer than a first start takes, so that kills hit initdb, the server's start, and the server at work. */
const longestLifeMs = 2_000;

test('however a starting instance is killed, the next one starts on its folder and finds what was committed', async () => {
  const temporary = await mkdtemp(path.join(os.tmpdir(), 'kith-kills-'));
  const folder = path.join(temporary, 'postgres');
  const start = pathToFileURL(path.resolve(import.meta.dirname, '../dist/postgres/start.js')).href;
  const program = `import { startPostgres } from ${JSON.stringify(start)};
    await startPostgres({ folder: ${JSON.stringify(folder)}, durable: true });
    setInterval(() => {}, 1000);`;
  let committed = 0;
  for (let round = 0; round < rounds; round++) {
    // Every tenth round begins on an empty folder.
    if (round % 10 === 0) {
      await rm(folder, { recursive: true, force: true });
      committed = 0;
    }
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
    const exited = once(child, 'exit');
    await sleep((longestLifeMs * (round % 10)) / 10 + Math.random() * 200);
    child.kill('SIGKILL');
    expect(await exited).toEqual([null, 'SIGKILL']);

    const postgres = await startPostgres({ folder, durable: true });
    const client = new pg.Client({ connectionString: postgres.url('postgres') });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('create table if not exists round (n int)');
    await client.query('insert into round values (1)');
    committed++;
    const { rows } = await client.query('select count(*)::int as rounds from round');
    expect(rows).toEqual([{ rounds: committed }]);
    if (round % 2 === 0) {
      process.kill(postgres.pid, 'SIGKILL');
      await postgres.exited;
    } else {
      await client.end();
      await postgres.stop();
      // The initdb of whoever was killed a moment ago may still be at work; what was before it is gone.
      const abandoned = (await readdir(folder)).filter((name) => name.startsWith('new-'));
      expect(abandoned.filter((name) => !name.startsWith(`new-${child.pid}-`))).toEqual([]);
    }
  }
  await rm(temporary, { recursive: true, force: true });
});
