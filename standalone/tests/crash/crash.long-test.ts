import { setTimeout as delay } from 'node:timers/promises';
import { roleOf } from '@kith/kernel';
import type pg from 'pg';
import { buses } from './buses.js';
import { type CrashDeployment, startCrashDeployment, type Victim } from './deployment.js';
import {
  deadLetters,
  gaps,
  isHeard,
  isThrough,
  miscounted,
  misheard,
  unannounced,
  unlogged,
} from './invariants.js';

const kills = 30;
/** After how many kills it is seen that an open transaction holds nobody up. */
const killsBetweenLooks = 10;
/** Fewest acknowledged commits of each kind, lest the proof is one of nothing. */
const fewest = 500;

/** Each of them often, in an order by chance. */
function victimsOf({ postgres, bus, processes, writers }: CrashDeployment): Victim[] {
  const all: Victim[] = [postgres, ...(bus ? [bus] : []), ...processes, ...writers];
  return Array.from({ length: kills }, (_, index) => all[index % all.length] as Victim)
    .map((victim) => ({ victim, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ victim }) => victim);
}

/** Waits without end: the test's own limit is the limit. Postgres may be away meanwhile. */
async function until(deployment: CrashDeployment, isSo: (client: pg.Client) => Promise<boolean>) {
  const client = await deployment.connect('postgres');
  try {
    while (!(await isSo(client))) await delay(100);
  } finally {
    await client.end();
  }
}

/** A transaction that has made a company and waits. */
async function idleTransaction({ connect, organizations }: CrashDeployment, name: string) {
  const client = await connect(roleOf('identity', 'runtime'));
  await client.query(
    `begin; set local search_path to identity; set local app.organization_id to '${organizations[0]}'`,
  );
  const { rows } = await client.query<{ id: string }>(
    `insert into company (name) values ('${name}') returning id`,
  );
  return { client, id: rows[0]?.id as string };
}

async function commit({ client, id }: Awaited<ReturnType<typeof idleTransaction>>): Promise<string> {
  await client.query('commit');
  await client.end();
  return id;
}

/** How many commits of a kind were acknowledged to the writers. */
function acknowledged({ writers }: CrashDeployment, letter: 'c' | 'p'): number {
  return writers.reduce((sum, { letters }) => sum + (letters[letter] ?? 0), 0);
}

test.each(buses)(
  'whoever is killed, each change has one event, in its place, and each event one effect everywhere: bus of $name',
  async (bus) => {
    const deployment = await startCrashDeployment(bus);
    const killed: string[] = [];
    try {
      let idle = await idleTransaction(deployment, 'idle');
      for (const [index, victim] of victimsOf(deployment).entries()) {
        await delay(Math.random() * 1_000);
        killed.push(victim.name);
        await victim.kill();
        if (victim === deployment.postgres) {
          await idle.client.end().catch(() => undefined);
          idle = await idleTransaction(deployment, 'idle');
        }
        if (index % killsBetweenLooks < killsBetweenLooks - 1) continue;
        // Where writers are faster than handlers, nobody would ever have heard of the newest change.
        await Promise.all(deployment.writers.map((writer) => writer.pause()));
        const passing = await commit(await idleTransaction(deployment, 'passing'));
        await until(deployment, (client) => isHeard(client, passing));
        const woken = await commit(idle);
        await until(deployment, (client) => isHeard(client, woken));
        idle = await idleTransaction(deployment, 'idle');
        for (const writer of deployment.writers) writer.resume();
      }
      while (acknowledged(deployment, 'c') < fewest || acknowledged(deployment, 'p') < fewest)
        await delay(100);
      await Promise.all(deployment.writers.map((writer) => writer.stop()));
      // The last one stays open until all is over.
      await until(deployment, isThrough);
      await idle.client.end();

      const client = await deployment.connect('postgres');
      const found = {
        gaps: await gaps(client),
        misheard: await misheard(client),
        unlogged: await unlogged(client),
        miscounted: await miscounted(client),
        unannounced: await unannounced(client),
        deadLetters: await deadLetters(client),
        surprises: deployment.surprises,
      };
      const { rows } = await client.query(
        `select (select sum(name::int)::int from identity.company where name ~ '^[0-9]+$') as counted,
           (select count(*)::int from identity.person) as people,
           (select count(*)::int from identity.company where name = 'idle') as idle`,
      );
      await client.end();
      const [{ counted, people, idle: woken }] = rows;
      expect({ killed, ...found }).toEqual({
        killed,
        gaps: [],
        misheard: [],
        unlogged: [],
        miscounted: [],
        unannounced: [],
        deadLetters: [],
        surprises: [],
      });
      // What was acknowledged is there; more may be, as a writer can be killed before it says so.
      expect(counted).toBeGreaterThanOrEqual(acknowledged(deployment, 'c'));
      expect(people).toBeGreaterThanOrEqual(acknowledged(deployment, 'p'));
      expect(woken).toBe(kills / killsBetweenLooks);
    } finally {
      await deployment.stop();
    }
  },
);
