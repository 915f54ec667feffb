import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { portOfThisProcess } from './port.js';

const folder = mkdtempSync(path.join(tmpdir(), 'kith-kills-'));
const port = portOfThisProcess;
const url = `http://127.0.0.1:${port}`;
const environment = {
  ...process.env,
  NODE_OPTIONS: '',
  KITH_DATA: folder,
  PORT: String(port),
  LOG_LEVEL: 'silent',
};
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface OrdersAnswer {
  data: {
    orders: {
      totalCount: number;
      nodes: { number: number; lines: { total: { amount: string } }[] }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  };
}

type Deployment = 'main' | 'distributed';

function start(deployment: Deployment): ChildProcess {
  const program = path.resolve(__dirname, `../dist/${deployment}.js`);
  return spawn(process.execPath, [program], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Waits until the program has said the text. */
function said(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let all = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      all += chunk;
      if (all.includes(text)) resolve();
    });
    child.once('exit', (code) =>
      reject(new Error(`The program ended with ${code} before it said "${text}"`)),
    );
  });
}

/** The processes that the program started, by what they run. */
function childOf(parent: ChildProcess, program: string): number {
  const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(parent.pid)], {
    encoding: 'utf8',
  }).split('\n');
  return Number.parseInt(lines.find((line) => line.includes(program)) ?? '', 10);
}

const postgresPid = () =>
  Number.parseInt(readFileSync(path.join(folder, 'postgres/data/postmaster.pid'), 'utf8'), 10);

async function killDuringLoad(
  deployment: Deployment,
  moment: string,
  victim: (program: ChildProcess) => number,
): Promise<void> {
  const program = start(deployment);
  const ended = once(program, 'exit');
  await said(program, moment);
  process.kill(victim(program), 'SIGKILL');
  await ended;
}

test('whoever is killed while the demo loads, no half of an order is left, and the last start completes it', async () => {
  await killDuringLoad('main', '250 of 830', (program) => program.pid as number);
  await killDuringLoad('main', '250 of 830', postgresPid);
  await killDuringLoad('distributed', 'products', (program) => childOf(program, 'commerce/dist/main.js'));
  await killDuringLoad('distributed', '500 of 830', (program) => childOf(program, 'gateway/dist/main.js'));

  const program = start('main');
  await said(program, 'The graph');
  const token = execFileSync(
    process.execPath,
    [path.resolve(__dirname, '../dist/token.js'), 'owner@northwind.demo'],
    { env: environment, encoding: 'utf8' },
  ).trim();
  let totalUnits = 0n;
  let lines = 0;
  const numbers = new Set<number>();
  for (let after: string | null = null; ; ) {
    const query =
      'query ($after: String) { orders(first: 100, after: $after) { totalCount nodes { number lines { total { amount } } } pageInfo { hasNextPage endCursor } } }';
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables: { after } }),
    });
    const { orders } = ((await response.json()) as OrdersAnswer).data;
    expect(orders.totalCount).toBe(830);
    for (const order of orders.nodes) {
      numbers.add(order.number);
      expect(order.lines.length).toBeGreaterThan(0);
      lines += order.lines.length;
      for (const { total } of order.lines) {
        const [whole = '', fraction = ''] = total.amount.split('.');
        totalUnits += BigInt(whole + fraction.padEnd(4, '0'));
      }
    }
    if (!orders.pageInfo.hasNextPage) break;
    after = orders.pageInfo.endCursor;
  }
  expect([numbers.size, Math.max(...numbers), lines, totalUnits]).toEqual([830, 830, 2155, 12657930395n]);
  program.kill('SIGTERM');
  await once(program, 'exit');
}, 400_000);
