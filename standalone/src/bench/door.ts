import { once } from 'node:events';
import { bare, switches } from './door-switches.js';
import type { Target } from './load.js';
import { preparePages } from './people-pages.js';
import { peopleRequest } from './people-site.js';
import { closeAll, startDeployment } from './processes.js';
import { compareSpeed, expectSameAnswers } from './side-by-side.js';

/** The Person query over 20 people through gateways of one process that differ in what they do at the door. */
export async function door(): Promise<void> {
  try {
    const deployment = await startDeployment('bench/door-gateways.js');
    const pages = await preparePages(deployment);
    const told = once(deployment.process, 'message');
    deployment.process.send('where');
    const [urls] = (await told) as [string[]];
    const requests = pages.map((page) => peopleRequest(page, { authorization: page.authorization }));
    const targets = switches.map(
      ({ name }, index): Target => ({ name, url: urls[index] as string, path: '/graphql', requests }),
    );
    await expectSameAnswers(targets, (answer) => (answer as { data: unknown }).data);
    await compareSpeed(targets, [bare.name]);
  } finally {
    await closeAll();
  }
}
