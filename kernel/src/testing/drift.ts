import { ownerDataSource } from '../database/migrate.js';
import { roleOf } from '../database/provision.js';
import { SnakeCase } from '../database/snake-case.js';
import type { Subgraph } from '../subgraph/subgraph.js';
import { testUrl } from './test-database.js';

/**
 * What TypeORM would still change in a migrated schema to make it as the entities say: nothing, if they agree. Indexes,
 * constraints and the stamps of versions are the migrations' own, so that an entity need not know them, and are left out.
 */
export async function driftOf(subgraph: Subgraph, databaseName: string): Promise<string[]> {
  const { databaseSchema: schema } = subgraph;
  const dataSource = ownerDataSource(testUrl(databaseName, roleOf(schema, 'owner')), schema, {
    entities: subgraph.entities as unknown as (new () => object)[],
    namingStrategy: new SnakeCase(),
  });
  await dataSource.initialize();
  try {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    return upQueries
      .map((query) => query.query)
      .filter((text) => !/^(DROP INDEX|ALTER TABLE \S+ DROP CONSTRAINT) /.test(text))
      .filter((text) => !/^ALTER TABLE \S+ DROP COLUMN "(valid_from|changed_in)"$/.test(text));
  } finally {
    await dataSource.destroy();
  }
}
