import { accessSdl, asOfSdl, DateTime, prefixOf, rootDescriptions } from '@kith/kernel';
import { type ObjectTypeDefinitionNode, parse } from 'graphql';

/** A type of node and the subgraph that owns it. */
export interface NodeOwner {
  readonly typeName: string;
  readonly subgraph: string;
}

/** The nodes of a graph by the prefix of their ids, read from the SDL of the subgraphs: a node's owner says it implements `Node`. */
export function nodeOwners(sdls: Readonly<Record<string, string>>): Map<string, NodeOwner> {
  const owners = new Map<string, NodeOwner>();
  for (const [subgraph, sdl] of Object.entries(sdls)) {
    for (const definition of parse(sdl).definitions) {
      if (definition.kind !== 'ObjectTypeDefinition' || !isOwned(definition)) continue;
      const typeName = definition.name.value;
      owners.set(prefixOf(typeName), { typeName, subgraph });
    }
  }
  return owners;
}

function isOwned(type: ObjectTypeDefinitionNode): boolean {
  const isKeyed = type.directives?.some((directive) => directive.name.value === 'key');
  return Boolean(isKeyed) && (type.interfaces?.some((name) => name.name.value === 'Node') ?? false);
}

/** The SDL of the subgraph that finds any node by its id. */
export function nodesSdl(owners: ReadonlyMap<string, NodeOwner>): string {
  const types = [...owners.values()]
    .map(({ typeName }) => typeName)
    .sort()
    .map((name) => `type ${name} implements Node @key(fields: "id", resolvable: false) {\n  id: ID!\n}\n`);
  return `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@listSize", "@shareable"])

${asOfSdl}

"""${DateTime.description}"""
scalar DateTime

"""${rootDescriptions.Query}"""
type Query {
  """Anything by its id; null for what does not exist here."""
  node(
    """The id."""
    id: ID!
  ): Node
  """Many things by their ids, in the order of the ids; null in the place of what does not exist here."""
  nodes(
    """The ids; at most 100."""
    ids: [ID!]!
  ): [Node]! @listSize(assumedSize: 100)
  """Whether who asks may do something with a thing, and by which rule: what is refused, and why, is told before it is tried."""
  explainAccess(
    """The id of the thing."""
    entity: ID!
    """What is to be done: a noun and a verb, as \`deal:write\`."""
    action: String!
  ): AccessExplanation
}

${accessSdl}

"""Anything with an id of its own."""
interface Node {
  """Opaque, prefixed with the type, ordered by time of creation."""
  id: ID!
}

${types.join('\n')}`;
}
