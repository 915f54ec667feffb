import { createHash } from 'node:crypto';
import { migrate } from '../database/migrate.js';
import { provision, roleOf } from '../database/provision.js';
import { provisionBus } from '../events/postgres-bus.js';
import type { Subgraph } from '../subgraph/subgraph.js';
import { asSuperuser, type Prepared, testUrl } from './test-database.js';

/** A database in which subgraphs and the bus have their schemas. */
export function migrated(subgraphs: readonly Subgraph[]): Prepared {
  const steps = subgraphs.map(({ databaseSchema: schema, extensions, migrations, tasks = [] }) => ({
    schema,
    extensions,
    migrations,
    hasTasks: tasks.length > 0,
  }));
  const told = steps.map(({ migrations, ...step }) => ({
    ...step,
    sql: migrations.map((Step) => new Step().sql),
  }));
  return {
    key: createHash('sha1').update(JSON.stringify(told)).digest('hex').slice(0, 12),
    async prepare(database) {
      await asSuperuser(database, async (admin) => {
        for (const { schema, extensions } of steps) await provision(admin, schema, undefined, extensions);
        await provisionBus(admin);
      });
      for (const step of steps)
        await migrate({ ...step, ownerUrl: testUrl(database, roleOf(step.schema, 'owner')) });
    },
  };
}
