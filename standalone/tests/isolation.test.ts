import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { as } from './graph.js';

const schema = buildSchema(readFileSync(path.resolve(__dirname, '../../schema/api.graphql'), 'utf8'));
const northwind = as('owner@northwind.demo');
const chinook = as('owner@chinook.demo');
const rootFields = Object.values(schema.getQueryType()?.getFields() ?? {});
const nodeInterface = schema.getType('Node');
const nodeTypes = isInterfaceType(nodeInterface)
  ? schema.getImplementations(nodeInterface).objects.map((type) => type.name)
  : [];

type Field = GraphQLField<unknown, unknown>;
type Found = { id: string; __typename: string };

const isConnection = (field: Field) => getNamedType(field.type).name.endsWith('Connection');
const isPlain = (field: Field) => field.args.every((argument) => !String(argument.type).endsWith('!'));

/** Arguments that a list needs besides those of every list; a new one that is not here fails below. */
const listArguments: Readonly<Record<string, Record<string, string>>> = {
  // Northwind defined nothing, so there is nothing of the kind to find; the name is refused in both.
  records: { northwind: ', definition: "release"', chinook: ', definition: "release"' },
};

/** Lists of what the demo of Northwind does not use; a new list must be filled or stand here. */
const unused = ['campaigns', 'objectDefinitions', 'segments', 'templates'];

/** The selection of every node that hangs on a type: its own id, and those of its nodes and lists, one level down. */
function harvest(type: GraphQLObjectType, depth: number): string {
  const parts = nodeTypes.includes(type.name) ? ['__typename', 'id'] : ['__typename'];
  for (const field of Object.values(type.getFields())) {
    const named = getNamedType(field.type);
    if (depth === 0 || !isObjectType(named) || !isPlain(field)) continue;
    if (isConnection(field))
      parts.push(`${field.name}(first: 2) { nodes { ${harvest(nodeOf(named), depth - 1)} } }`);
    else if (nodeTypes.includes(named.name)) parts.push(`${field.name} { ${harvest(named, depth - 1)} }`);
  }
  return parts.join(' ');
}

function nodeOf(connection: GraphQLObjectType): GraphQLObjectType {
  const { nodes } = connection.getFields();
  if (!nodes) throw new Error(`${connection.name} is no connection`);
  return getNamedType(nodes.type) as GraphQLObjectType;
}

function nodesIn(value: unknown, found: Found[] = []): Found[] {
  if (Array.isArray(value)) for (const item of value) nodesIn(item, found);
  else if (value && typeof value === 'object') {
    const { id, __typename } = value as Found;
    if (id && nodeTypes.includes(__typename)) found.push({ id, __typename });
    for (const part of Object.values(value)) nodesIn(part, found);
  }
  return found;
}

let ids: Map<string, string>;
beforeAll(async () => {
  const lists = rootFields.filter((field) => isConnection(field) && isPlain(field));
  const found: Found[] = [];
  for (const field of lists) {
    const node = nodeOf(getNamedType(field.type) as GraphQLObjectType);
    const { data } = await northwind(`{ ${field.name}(first: 3) { nodes { ${harvest(node, 2)} } } }`);
    nodesIn(data, found);
  }
  const { data } = await northwind('{ organization { __typename id } viewer { __typename id } }');
  ids = new Map(nodesIn(data, found).map(({ __typename, id }) => [__typename, id]));
});

/** Every way in which a root field can be asked for one thing of Northwind: its id, or one key of its `by`. */
function probesOf(field: Field): string[] {
  const typeName = getNamedType(field.type).name;
  return field.args.flatMap((argument) => {
    if (argument.name === 'id' && typeName !== 'Node') return [`id: "${ids.get(typeName)}"`];
    const by = getNamedType(argument.type);
    if (argument.name !== 'by' || !isInputObjectType(by)) return [];
    return [`by: { id: "${ids.get(typeName)}" }`];
  });
}

test('Northwind has a node of every type that it uses, and Chinook finds none of them', async () => {
  expect([...ids.keys()].sort()).toEqual(
    expect.arrayContaining(['Address', 'Company', 'Membership', 'Organization', 'Person', 'User']),
  );
  const all = [...ids.values()];
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';
  const own = await northwind(query, { ids: all });
  expect(own.data.nodes).toEqual([...ids].map(([__typename, id]) => ({ __typename, id })));
  const foreign = await chinook(query, { ids: all });
  expect(foreign.data.nodes).toEqual(all.map(() => null));
});

test.each(rootFields.map((field) => [field.name, field] as const))(
  'Chinook gets nothing of Northwind through %s',
  async (name, field) => {
    const typeName = getNamedType(field.type).name;
    if (name === 'node' || name === 'nodes') return expect(typeName).toBe('Node');
    if (isConnection(field)) {
      const needed = isPlain(field) ? '' : (listArguments[name]?.northwind as string);
      const query = `{ ${name}(first: 100 ${needed}) { nodes { ${harvest(nodeOf(getNamedType(field.type) as GraphQLObjectType), 0)} } } }`;
      const own = nodesIn((await northwind(query)).data).map((node) => node.id);
      const foreign = nodesIn((await chinook(query)).data).map((node) => node.id);
      if (isPlain(field))
        expect({ name, found: own.length > 0 }).toEqual({ name, found: !unused.includes(name) });
      return expect(foreign.filter((id) => own.includes(id))).toEqual([]);
    }
    if (field.args.length === 0) {
      const query = `{ ${name} { ${harvest(getNamedType(field.type) as GraphQLObjectType, 0)} } }`;
      const [own, foreign] = [await northwind(query), await chinook(query)];
      expect(nodesIn(own.data)).toHaveLength(1);
      return expect(nodesIn(foreign.data)[0]?.id).not.toBe(nodesIn(own.data)[0]?.id);
    }
    if (!ids.has(typeName))
      return expect(['Campaign', 'ObjectDefinition', 'Record', 'Segment', 'Template']).toContain(typeName);
    const probes = probesOf(field);
    expect(probes).not.toEqual([]);
    for (const probe of probes) {
      const query = `{ ${name}(${probe}) { id } }`;
      expect((await northwind(query)).data[name]).not.toBeNull();
      expect((await chinook(query)).data[name]).toBeNull();
    }
  },
);
