import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseId, prefixOf } from '@kith/kernel';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  parse,
} from 'graphql';

const folder = path.resolve(__dirname, '../../../schema');

export const schema = buildSchema(readFileSync(path.join(folder, 'api.graphql'), 'utf8'));

const nodeInterface = schema.getType('Node');
export const nodeTypes: readonly GraphQLObjectType[] = isInterfaceType(nodeInterface)
  ? schema.getImplementations(nodeInterface).objects
  : [];

type Field = GraphQLField<unknown, unknown>;

export const isConnection = (field: Field) => getNamedType(field.type).name.endsWith('Connection');
export const isPlain = (field: Field) => field.args.every((argument) => !String(argument.type).endsWith('!'));

export function nodeOf(connection: GraphQLObjectType): GraphQLObjectType {
  const { nodes } = connection.getFields();
  if (!nodes) throw new Error(`${connection.name} is no connection`);
  return getNamedType(nodes.type) as GraphQLObjectType;
}

/** All that can be selected of a type without arguments; a node whose id alone is known answers nothing of it. */
export function selection(type: GraphQLObjectType, depth: number): string {
  const parts = ['__typename'];
  for (const field of Object.values(type.getFields())) {
    const named = getNamedType(field.type);
    // How long deals have been where they are grows by itself.
    if (field.name === 'history' || /seconds$/i.test(field.name) || !isPlain(field)) continue;
    if (isLeafType(named)) parts.push(field.name);
    else if (depth > 0 && isConnection(field)) parts.push(`${field.name} { totalCount }`);
    else if (depth > 0 && isObjectType(named)) parts.push(`${field.name} { ${selection(named, depth - 1)} }`);
  }
  return parts.join(' ');
}

/** Where a type of input takes ids, as `deals.deal.personId`. */
export function idsOfType(type: GraphQLInputType, at: string[] = []): string[] {
  const named = getNamedType(type);
  if (named.name === 'ID') return [at.join('.')];
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) => idsOfType(field.type, [...at, field.name]));
}

export type InputPath = readonly (string | number)[];

/** Where an input holds ids, as `['deals', 0, 'deal', 'personId']`. */
export function idsOfInput(type: GraphQLInputType, input: unknown, at: InputPath = []): InputPath[] {
  if (input === undefined || input === null) return [];
  const nullable = getNullableType(type);
  if (isListType(nullable))
    return (input as unknown[]).flatMap((item, index) => idsOfInput(nullable.ofType, item, [...at, index]));
  if (isInputObjectType(nullable))
    return Object.values(nullable.getFields()).flatMap((field) =>
      idsOfInput(field.type, (input as Record<string, unknown>)[field.name], [...at, field.name]),
    );
  return getNamedType(type).name === 'ID' ? [at] : [];
}

/** The type of the node that an id speaks of. */
export function typeOfId(id: string): GraphQLObjectType {
  const prefix = parseId(id)?.prefix;
  const type = nodeTypes.find(({ name }) => prefixOf(name) === prefix);
  if (!type) throw new Error(`${id} is of no type`);
  return type;
}

const subgraphFiles = readdirSync(path.join(folder, 'subgraphs')).filter((file) => file !== 'nodes.graphql');
const subgraphs = subgraphFiles.map((file) =>
  parse(readFileSync(path.join(folder, 'subgraphs', file), 'utf8')),
);

/** Whether the subgraph that holds a mutation also owns a type, and so can tell whether a thing of it exists. */
export function ownsType(mutation: string, typeName: string): boolean {
  const definitions = subgraphs
    .map((document) =>
      document.definitions.filter(
        (definition) =>
          definition.kind === 'ObjectTypeDefinition' || definition.kind === 'ObjectTypeExtension',
      ),
    )
    .find((types) =>
      types.some(
        ({ name, fields }) =>
          name.value === 'Mutation' && fields?.some((field) => field.name.value === mutation),
      ),
    );
  if (!definitions) throw new Error(`No subgraph has ${mutation}`);
  return definitions.some(
    ({ name, interfaces }) =>
      name.value === typeName && interfaces?.some((implemented) => implemented.name.value === 'Node'),
  );
}

/** The subgraphs that own a type of node. */
export function ownersOf(typeName: string): string[] {
  return subgraphFiles
    .filter((_, index) =>
      subgraphs[index]?.definitions.some(
        (definition) =>
          definition.kind === 'ObjectTypeDefinition' &&
          definition.name.value === typeName &&
          definition.interfaces?.some((implemented) => implemented.name.value === 'Node'),
      ),
    )
    .map((file) => path.basename(file, '.graphql'));
}
