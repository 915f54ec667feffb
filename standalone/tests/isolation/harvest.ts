import { type GraphQLField, type GraphQLObjectType, getNamedType, isObjectType, isUnionType } from 'graphql';
import type { TestOrganization } from './organization.js';
import { isConnection, isPlain, nodeOf, nodeTypes, schema } from './schema.js';

export type Field = GraphQLField<unknown, unknown>;
type Found = { id: string; __typename: string };

/** What answers no nodes, and is tested as a stranger asks it elsewhere. */
const notNodes: Readonly<Record<string, string>> = {
  mailbox: 'mails to one address: subgraphs/identity/tests/accounts.test.ts',
};

export const rootFields = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(
  ({ name }) => !(name in notNodes),
);
const isNode = (type: GraphQLObjectType) => nodeTypes.includes(type);

/** Arguments that a list needs besides those of every list; a new one that is not here fails below. */
export const listArguments: Readonly<Record<string, string>> = {
  records: 'definition: "badge"',
  search: 'query: "p"',
  changeCounts: 'between: { from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" }',
};

/** A node of every type that hangs on some list of the organization, by the name of its type. */
export async function idsOfAll(owner: TestOrganization): Promise<Map<string, string>> {
  const found: Found[] = [];
  for (const field of rootFields.filter(isConnection)) {
    const { data } = await owner.ask(listOf(field, harvest(nodeOf(typeOf(field)), 2)));
    nodesIn(data, found);
  }
  const { data } = await owner.ask('{ organization { __typename id } viewer { __typename id } }');
  return new Map(nodesIn(data, found).map(({ __typename, id }) => [__typename, id]));
}

export function typeOf(field: Field): GraphQLObjectType {
  return getNamedType(field.type) as GraphQLObjectType;
}

export function listOf(field: Field, nodes: string): string {
  const needed = isPlain(field) ? '' : listArguments[field.name];
  if (needed === undefined) throw new Error(`${field.name} needs arguments that no probe gives`);
  return `{ ${field.name}(first: 100 ${needed}) { nodes { ${nodes} } } }`;
}

/** The selection of every node that hangs on a type: its own id, and those of its nodes and lists below. */
export function harvest(type: GraphQLObjectType, depth: number): string {
  const parts = isNode(type) ? ['__typename', 'id'] : ['__typename'];
  for (const field of Object.values(type.getFields())) {
    const named = getNamedType(field.type);
    if (depth > 0 && isUnionType(named)) {
      const any = named.getTypes().map((one) => `... on ${one.name} { __typename id }`);
      parts.push(`${field.name} { ${any.join(' ')} }`);
    }
    if (depth === 0 || !isObjectType(named) || !isPlain(field)) continue;
    if (isConnection(field))
      parts.push(`${field.name}(first: 2) { nodes { ${harvest(nodeOf(named), depth - 1)} } }`);
    else if (isNode(named)) parts.push(`${field.name} { ${harvest(named, depth - 1)} }`);
  }
  return parts.join(' ');
}

export function nodesIn(value: unknown, found: Found[] = []): Found[] {
  if (Array.isArray(value)) for (const item of value) nodesIn(item, found);
  else if (value && typeof value === 'object') {
    const { id, __typename } = value as Found;
    if (id && nodeTypes.some(({ name }) => name === __typename)) found.push({ id, __typename });
    for (const part of Object.values(value)) nodesIn(part, found);
  }
  return found;
}
