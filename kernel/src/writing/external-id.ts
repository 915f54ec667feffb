import { Field, InputType, ObjectType } from 'type-graphql';
import { presentId } from '../alias/aliases.js';
import { organizationColumn, tenantTable } from '../database/migration.js';
import type { Statements } from '../database/statements.js';
import type { Tx } from '../database/transaction.js';
import { userError } from '../errors/user-error.js';
import { Shareable } from '../graph/directives.js';
import type { Id } from '../graph/id.js';
import { versionedTable } from '../history/versioned-table.js';
import { lookUp } from '../list/sql.js';
import { loader } from '../request/loader.js';

/** The table of the names that a subgraph's nodes have in other systems; a migration makes it. */
export const externalIdTable = `
  create table external_id (
    ${organizationColumn},
    node_type text not null,
    system text not null,
    value text not null,
    node_id uuid not null,
    primary key (organization_id, node_type, system, value)
  );
  create index external_id_node on external_id (organization_id, node_id);
  ${tenantTable('external_id', 'select, insert, delete')}
  ${versionedTable('external_id', { subject: [{ column: 'node_type' }, 'node_id'] })}
`;

@Shareable()
@ObjectType({ description: 'The name of something in another system.', simpleResolvers: true })
export class ExternalId {
  @Field(() => String, { description: 'The other system: `shopify`.' })
  system!: string;
  @Field(() => String, { description: 'The id that it has there.' })
  id!: string;
}

@InputType({ description: 'The name of something in another system.' })
export class ExternalIdInput {
  @Field(() => String, { description: 'The other system: `shopify`.' })
  system!: string;
  @Field(() => String, { description: 'The id that it has there.' })
  id!: string;
}

/** The id of the node that another system knows by this name, or null. */
export async function findExternal<TypeName extends string>(
  statements: Statements,
  typeName: TypeName,
  { system, id }: ExternalIdInput,
): Promise<Id<TypeName> | null> {
  const [row] = await statements.query<{ node_id: Id<TypeName> }>(
    `select node_id from external_id where node_type = $1 and system = $2 and value = $3`,
    [typeName, system, id],
  );
  return row?.node_id ?? null;
}

/**
 * Notes the names that a node has elsewhere; what it has already is kept.
 *
 * @throws UserErrors `UNIQUE` when another node of the type has one of them.
 */
export async function noteExternalIds(
  tx: Tx,
  typeName: string,
  node: Id,
  externalIds: readonly ExternalIdInput[] | null | undefined,
): Promise<void> {
  for (const [index, externalId] of (externalIds ?? []).entries()) {
    const taken = await tx.query(
      `insert into external_id (node_type, system, value, node_id) values ($1, $2, $3, $4) on conflict do nothing returning value`,
      [typeName, externalId.system, externalId.id, node],
    );
    if (taken.length > 0) continue;
    const owner = (await findExternal(tx, typeName, externalId)) ?? node;
    if ((await presentId(tx, owner)) !== (await presentId(tx, node))) {
      throw userError('UNIQUE', `Another ${typeName} is ${externalId.id} in ${externalId.system}`, [
        'externalIds',
        index,
      ]);
    }
  }
}

/** The names of nodes in other systems; a node has at most 20. */
export const externalIdsOf = loader<Id, ExternalId[]>(async (snapshot, nodes) => {
  const rows = await snapshot.query<ExternalId & { node_id: Id }>(
    `select p.id as node_id, e.system, e.value as id from unnest($1::uuid[]) as p(id)
     cross join lateral ids_of(p.id) as m(id) ${lookUp('external_id', 'e', 'node_id')} order by e.system, e.value`,
    [nodes],
  );
  const lists = Map.groupBy(rows, (row) => row.node_id);
  return nodes.map((node) => (lists.get(node) ?? []).slice(0, 20));
});
