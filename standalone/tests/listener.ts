import {
  DateTime,
  defineSubgraph,
  handlersOf,
  organizationColumn,
  policy,
  SqlMigration,
  tenantTable,
} from '@kith/kernel';
import type { PlatformObjectsEvents } from '@kith/schema/events/platform-objects';
import { Query, Resolver } from 'type-graphql';

/** Names of records that cannot be stomached. */
export const poisonous = new Set<string>();

const onRecordCreated = handlersOf<PlatformObjectsEvents>('platform-objects')(
  'record.created',
  async (tx, { payload: { displayName } }) => {
    await tx.query(`insert into effect (name) values ($1)`, [displayName]);
    if (poisonous.has(displayName)) throw new Error(`${displayName} is poisonous`);
  },
);

class Effects extends SqlMigration {
  readonly name = 'Effects1795305600000';
  readonly sql = `
    create table effect (
      ${organizationColumn},
      id uuid not null default uuidv7(),
      name text not null,
      primary key (organization_id, id)
    );
    ${tenantTable('effect')}
  `;
}

@Resolver()
class NothingResolver {
  @Query(() => DateTime, { nullable: true })
  nothing(): null {
    return null;
  }
}

/** In the place of crm, a subgraph that does no more than hear of records and write down their names. */
export const listener = defineSubgraph({
  name: 'crm',
  databaseSchema: 'crm',
  entities: [],
  resolvers: [NothingResolver],
  policy: policy({}),
  nodes: [],
  migrations: [Effects],
  handlers: [onRecordCreated],
});
