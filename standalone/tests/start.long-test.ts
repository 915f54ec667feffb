import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { portOfThisProcess } from './port.js';

const checkout = path.resolve(__dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'kith-start-'));
const port = portOfThisProcess;
const environment = {
  ...process.env,
  NODE_OPTIONS: '',
  KITH_DATA: folder,
  PORT: String(port),
  LOG_LEVEL: 'silent',
};

interface Program {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown[]>;
  readonly ready: Promise<string>;
}

/** `npm start` in a process group of its own, as a terminal gives it. */
function npmStart(): Program {
  const child = spawn('npm', ['start'], {
    cwd: checkout,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const ready = new Promise<string>((resolve, reject) => {
    let all = '';
    child.stdout.on('data', (chunk: Buffer) => {
      all += chunk;
      if (all.includes('A token')) resolve(all);
    });
    void ended.then(([code]) => reject(new Error(`npm start ended with ${code} before it was ready`)));
  });
  return { child, ended, ready };
}

/** A command of npm, until it ends. */
function npm(args: string[], given: NodeJS.ProcessEnv = environment) {
  return spawnSync('npm', ['run', '--silent', ...args], { cwd: checkout, env: given, encoding: 'utf8' });
}

/** What runs on our data folder: programs that were told of it, and the Postgres that was started on it. */
function running(): string[] {
  const all = execFileSync('ps', ['-eww', '-o', 'args=', 'e'], { encoding: 'utf8', maxBuffer: 1e8 });
  return all
    .split('\n')
    .filter((line) => line.includes(`KITH_DATA=${folder}`) || line.includes(`${folder}/`));
}

async function ask(query: string) {
  const token = npm(['token', 'owner@northwind.demo']).stdout.trim();
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data: Record<string, { totalCount: number }> };
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('before the first start there is no token', () => {
  const { status, stdout, stderr } = npm(['token', 'owner@northwind.demo']);
  expect([status, stdout, stderr]).toEqual([
    1,
    '',
    'No demo is loaded here yet: run `npm start` and wait until it is ready\n',
  ]);
});

test('a port that is taken is said in a sentence, and nothing is left running', async () => {
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  const { status, stderr } = npm(['start']);
  expect([status, stderr]).toEqual([1, `Port ${port} is taken; stop what listens there, or set PORT\n`]);
  await new Promise((resolve) => other.close(resolve));
  expect(running()).toEqual([]);
});

test('one start takes the data that another left, and Ctrl-C leaves nothing running', async () => {
  const first = npmStart();
  expect(await first.ready).toContain(`http://127.0.0.1:${port}/graphql`);

  const beside = npm(['start'], { ...environment, PORT: String(port + 1) });
  expect([beside.status, beside.stderr]).toEqual([
    1,
    expect.stringMatching(
      /^The data folder \S+ belongs to a running instance \(.*\)\. Stop it, or choose another folder\.\n$/,
    ),
  ]);
  const unknown = npm(['token', 'nobody@northwind.demo']);
  expect([unknown.status, unknown.stdout, unknown.stderr]).toEqual([
    1,
    '',
    'Say one of the demo users: owner@northwind.demo, viewer@northwind.demo, owner@chinook.demo\n',
  ]);
  expect(
    await ask(
      'mutation { createPerson(input: { displayName: "Ada", email: "ada@start.demo" }) { userErrors { message } } }',
    ),
  ).toMatchObject({ data: { createPerson: { userErrors: [] } } });
  const { data: before } = await ask('{ people { totalCount } orders { totalCount } }');

  expect(running().length).toBeGreaterThan(1);
  // A terminal's Ctrl-C goes to the whole group.
  process.kill(-(first.child.pid as number), 'SIGINT');
  await first.ended;
  expect(running()).toEqual([]);

  const second = npmStart();
  expect(await second.ready).not.toContain('of 830');
  expect((await ask('{ people { totalCount } orders { totalCount } }')).data).toEqual(before);
  // Whoever stops a program by its number sends the signal to npm alone.
  second.child.kill('SIGINT');
  await second.ended;
  expect(running()).toEqual([]);
});
