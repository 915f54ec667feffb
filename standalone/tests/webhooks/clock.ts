import { setTimeout as delay } from 'node:timers/promises';
import { asSuperuser } from '@kith/kernel/testing';

const times = {
  'platform_objects.webhook_endpoint': ['active_since', 'created_at'],
  'platform_objects.webhook_secret': ['expires_at'],
  'platform_objects.webhook_delivery': ['first_attempt_at', 'next_attempt_at', 'created_at'],
  'platform_objects.webhook_attempt': ['at'],
  'platform_objects_jobs._private_jobs': ['run_at'],
};

/** Lets time pass for webhooks: all that they remember moves into the past. */
export async function pass(databaseName: string, interval: string): Promise<void> {
  await asSuperuser(databaseName, async (client) => {
    // Without triggers: that time passes is no change of anything.
    await client.query(`set session_replication_role = replica`);
    for (const [table, columns] of Object.entries(times))
      await client.query(
        `update ${table} set ${columns.map((column) => `${column} = ${column} - interval '${interval}'`).join(', ')}`,
      );
    await client.query(`select pg_notify('jobs:insert', '{"r":1,"count":1}')`);
  });
}

/** Lets what waits for its time have its time now. */
export async function hurry(databaseName: string): Promise<void> {
  await asSuperuser(databaseName, async (client) => {
    await client.query(
      `update platform_objects.webhook_delivery set next_attempt_at = least(next_attempt_at, now()) where next_attempt_at is not null`,
    );
    await client.query(
      `update platform_objects_jobs._private_jobs set run_at = least(run_at, now()) where locked_at is null`,
    );
    await client.query(`select pg_notify('jobs:insert', '{"r":1,"count":1}')`);
  });
}

/** Looks again and again until it is so; the test's own patience bounds it. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(20);
}
