import { openSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { withAdmin } from './deployment-database.js';
import { type DoorPart, doorParts, leftOutVariable, wholeDoor } from './door-parts.js';
import type { Figures } from './in-turns.js';
import { measure, type Target } from './load.js';
import { preparePages } from './people-pages.js';
import { peopleRequest } from './people-site.js';
import { closeAll, type Deployment, registerClosing, startDeployment } from './processes.js';
import { processorMs } from './processor-time.js';
import { expectSameAnswers } from './side-by-side.js';
import { printTable } from './table.js';

const connections = 4;
const windows = 15;
/** What all of it may add, as a ratio to the run without it. */
const most = 1.15;

const whole = 'the whole door';
const none = 'without all of it';

/**
 * The Person query over 20 people, asked of deployments that each leave out a part of the door, on copies of one database:
 * what the part adds is a ratio to the run without it.
 */
export async function door(): Promise<void> {
  try {
    const first = await startDeployment('bench/standalone.js');
    const pages = await preparePages(first);
    const requests = pages.map((page) => peopleRequest(page, { authorization: page.authorization }));
    await first.stop('kept');
    registerClosing(() => rm(first.dataFolder, { recursive: true }));
    const targets: Target[] = [];
    const start = async (name: string, leftOut: readonly DoorPart[]) => {
      const deployment = await startWithout(
        leftOut,
        first.dataFolder,
        `${first.dataFolder}-${targets.length}`,
      );
      const pid = deployment.process.pid as number;
      targets.push({ name, url: deployment.url, path: '/graphql', requests, usedMs: () => processorMs(pid) });
    };
    await start(whole, []);
    for (const part of doorParts) await start(`without ${part.name}`, [part]);
    await start(none, doorParts);
    await expectSameAnswers(targets, (answer) => (answer as { data: unknown }).data);
    tell(await measure(targets, connections, windows));
  } finally {
    await closeAll();
  }
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

function tell(figures: ReadonlyMap<string, Figures>): void {
  const all = figures.get(whole) as Figures;
  const used = ({ usedMs }: Figures) => usedMs as number;
  process.stdout.write(`${connections} connections, ${windows} rounds\n`);
  printTable([
    ['', 'requests/s', 'p50 ms', 'processor ms', 'it adds: processor', 'it adds: time'],
    ...[...figures].map(([name, figure]) => [
      name,
      figure.perSecond.toFixed(0),
      figure.p50Ms.toFixed(1),
      used(figure).toFixed(2),
      (used(all) / used(figure)).toFixed(3),
      (figure.perSecond / all.perSecond).toFixed(3),
    ]),
  ]);
  const together = used(all) / used(figures.get(none) as Figures);
  const verdict = together <= most ? 'as it should' : 'more than it should';
  process.stdout.write(
    `Together ${together.toFixed(3)} in processor time, Postgres' included; at most ${most}: ${verdict}.\n`,
  );
}
