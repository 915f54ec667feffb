import { startPeopleSite, withoutIds } from './people-site.js';
import { closeAll } from './processes.js';
import { compareSpeed, expectSameAnswers } from './side-by-side.js';

/**
 * The Person query over 20 people: both deployments of the graph beside one hand-written SQL statement behind a bare HTTP
 * server, which is as fast as this data can be served from Postgres by Node.
 */
export async function person(): Promise<void> {
  try {
    const { targets } = await startPeopleSite();
    await expectSameAnswers(targets, withoutIds);
    process.stdout.write('All give the same answers.\n');
    await compareSpeed(targets, ['one hand-written SQL']);
  } finally {
    await closeAll();
  }
}
