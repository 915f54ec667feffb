import { setTimeout as delay } from 'node:timers/promises';
import { startDeployment } from './deployment.js';
import { follow } from './follower.js';

const rounds = 8;
/** Fewest people that were made, lest the proof is one of nothing. */
const fewest = 50;

test('whoever is killed, each who watches is told of each change once, in order', async () => {
  const deployment = await startDeployment();
  const { url, victims, token, query, addPerson } = deployment;
  const selections = ['displayName', 'displayName', 'displayName contact { jobTitle }'];
  const followers = selections.map((selection) => follow(url, token, selection));
  let isWriting = true;
  try {
    await Promise.all(followers.map(({ begun }) => begun));
    const write = async () => {
      for (let number = 0; isWriting; number++) {
        await addPerson(String(number));
        await delay(20);
      }
    };
    const writing = write();
    for (let round = 0; round < rounds; round++) {
      await delay(Math.random() * 1_000);
      await victims[round % victims.length]?.kill();
      await deployment.ready();
    }
    await delay(2_000);
    isWriting = false;
    await writing;
    const made = await query<{ name: string }>(
      'select display_name as name from identity.person order by id',
    );
    expect(made.length).toBeGreaterThan(fewest);
    const names = made.map(({ name }) => name).sort();
    for (const { names: told } of followers) while (told.length < names.length) await delay(100);
    // Whoever were told twice would be told now.
    await delay(1_000);
    for (const { names: told, positions, returns } of followers) {
      expect([...told].sort()).toEqual(names);
      expect(positions).toEqual([...new Set(positions)].sort((one, other) => one - other));
      expect(returns()).toBeGreaterThanOrEqual(rounds / victims.length);
    }
    expect(deployment.surprises).toEqual([]);
  } finally {
    isWriting = false;
    await Promise.all(followers.map((follower) => follower.stop()));
    await deployment.stop();
  }
});
