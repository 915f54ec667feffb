import { openSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { withAdmin } from './deployment-database.js';
import { type DoorPart, doorParts, leftOutVariable, wholeDoor } from './door-parts.js';
import type { Figures, Round } from './in-turns.js';
import { measure, type Target } from './load.js';
import { preparePages } from './people-pages.js';
import { peopleRequest } from './people-site.js';
import { closeAll, type Deployment, registerClosing, startDeployment } from './processes.js';
import { processorMs } from './processor-time.js';
import { expectSameAnswers } from './side-by-side.js';
import { printTable } from './table.js';

const connections = 4;
const windows = 15;
/** Code is compiled as it runs often, and a process runs at its own speed only then. */
const warmUp = 6;
/** What all of it may add, as a ratio to the run without it. */
const most = 1.15;

const whole = 'the whole door';
const none = 'without all of it';

const variants: readonly { readonly name: string; readonly leftOut: readonly DoorPart[] }[] = [
  { name: whole, leftOut: [] },
  ...doorParts.map((part) => ({ name: `without ${part.name}`, leftOut: [part] })),
  { name: none, leftOut: doorParts },
];

/**
 * The Person query over 20 people, asked of deployments that each leave out a part of the door, on copies of one database:
 * what the part adds is a ratio to the run without it. A process is up to a tenth faster or slower than the next one of the
 * same code, as long as it lives; so all are started twice, the second time in the opposite order.
 */
export async function door(): Promise<void> {
  try {
    const first = await startDeployment('bench/standalone.js');
    const pages = await preparePages(first);
    const requests = pages.map((page) => peopleRequest(page, { authorization: page.authorization }));
    await first.stop('kept');
    registerClosing(() => rm(first.dataFolder, { recursive: true }));
    const course = (order: typeof variants) => measureOnce(order, first.dataFolder, requests);
    const courses = [await course(variants), await course(variants.toReversed())];
    tell((name) => courses.flatMap((course) => course.get(name)?.rounds ?? []));
  } finally {
    await closeAll();
  }
}

async function measureOnce(
  order: typeof variants,
  original: string,
  requests: Target['requests'],
): Promise<Map<string, Figures>> {
  const targets: Target[] = [];
  const deployments: Deployment[] = [];
  for (const { name, leftOut } of order) {
    const deployment = await startWithout(leftOut, original, `${original}-${targets.length}`);
    deployments.push(deployment);
    const pid = deployment.process.pid as number;
    targets.push({ name, url: deployment.url, path: '/graphql', requests, usedMs: () => processorMs(pid) });
  }
  await expectSameAnswers(targets, (answer) => (answer as { data: unknown }).data);
  const figures = await measure(targets, connections, windows, warmUp);
  for (const deployment of deployments) await deployment.stop();
  return figures;
}

async function startWithout(
  leftOut: readonly DoorPart[],
  original: string,
  folder: string,
): Promise<Deployment> {
  await cp(original, folder, { recursive: true });
  const environment = {
    ...wholeDoor,
    ...Object.assign({}, ...leftOut.map((part) => part.environment)),
    [leftOutVariable]: leftOut.map(({ name }) => name).join(';'),
  };
  const log = openSync(path.join(folder, 'log'), 'w');
  const deployment = await startDeployment('bench/door-deployment.js', folder, { environment, log });
  await withAdmin(deployment, async (admin) => {
    for (const { sql } of leftOut) if (sql) await admin.query(sql);
  });
  return deployment;
}

/** Medians of all rounds; what a part adds is the median of the ratios of rounds of one turn. */
function tell(roundsOf: (name: string) => readonly Round[]): void {
  const all = roundsOf(whole);
  const added = (name: string, ratio: (whole: Round, without: Round) => number) =>
    median(roundsOf(name).map((round, turn) => ratio(all[turn] as Round, round)));
  const processor = (name: string) => added(name, (whole, without) => whole.usedMs / without.usedMs);
  const time = (name: string) => added(name, (whole, without) => without.perSecond / whole.perSecond);
  process.stdout.write(`${connections} connections, ${all.length} rounds\n`);
  printTable([
    ['', 'requests/s', 'processor ms', 'it adds: processor', 'it adds: time'],
    ...variants.map(({ name }) => [
      name,
      median(roundsOf(name).map(({ perSecond }) => perSecond)).toFixed(0),
      median(roundsOf(name).map(({ usedMs }) => usedMs)).toFixed(2),
      processor(name).toFixed(3),
      time(name).toFixed(3),
    ]),
  ]);
  const together = processor(none);
  const verdict = together <= most ? 'as it should' : 'more than it should';
  process.stdout.write(
    `Together ${together.toFixed(3)} in processor time, Postgres' included; at most ${most}: ${verdict}.\n`,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] as number;
}
