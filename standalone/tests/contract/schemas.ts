import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildSchema,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  parse,
} from 'graphql';

const folder = path.resolve(__dirname, '../../../schema');
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');

/** What clients see. */
export const api = buildSchema(read('api.graphql'));

export const types: readonly GraphQLNamedType[] = Object.values(api.getTypeMap()).filter(
  ({ name }) => !name.startsWith('__') && !['String', 'Int', 'Float', 'Boolean', 'ID'].includes(name),
);
export const objects = types.filter(isObjectType);
export const inputs = types.filter(isInputObjectType);
export const enums = types.filter(isEnumType);

/** Fields of what clients read, as `Person.email`. */
export const fields = types.flatMap((type) =>
  isObjectType(type) || isInterfaceType(type)
    ? Object.values(type.getFields()).map((field) => ({ at: `${type.name}.${field.name}`, type, field }))
    : [],
);
export const inputFields = inputs.flatMap((type) =>
  Object.values(type.getFields()).map((field) => ({ at: `${type.name}.${field.name}`, type, field })),
);

/** A field of an object as the subgraph that has it writes it, with its directives. */
export interface SubgraphField {
  readonly at: string;
  readonly typeName: string;
  /** The type is a node that another subgraph owns. */
  readonly isForeign: boolean;
  readonly field: FieldDefinitionNode;
}

const documents: readonly (readonly [name: string, DocumentNode])[] = readdirSync(
  path.join(folder, 'subgraphs'),
).map((file) => [path.basename(file, '.graphql'), parse(read(`subgraphs/${file}`))]);

/** The objects of all subgraphs. `nodes` is the gateway's, which owns none. */
export const subgraphObjects = documents.flatMap(([subgraph, document]) =>
  document.definitions.flatMap((definition) => {
    if (definition.kind !== 'ObjectTypeDefinition' && definition.kind !== 'ObjectTypeExtension') return [];
    return [{ subgraph, definition, keys: keysOf(definition.directives ?? []) }];
  }),
);

export const subgraphFields: readonly SubgraphField[] = subgraphObjects.flatMap(
  ({ subgraph, definition, keys }) =>
    (definition.fields ?? []).map((field) => ({
      at: `${subgraph}: ${definition.name.value}.${field.name.value}`,
      typeName: definition.name.value,
      isForeign:
        keys.length > 0 && !definition.interfaces?.some((implemented) => implemented.name.value === 'Node'),
      field,
    })),
);

type Directives = NonNullable<FieldDefinitionNode['directives']>;

function keysOf(directives: Directives): string[] {
  return directives
    .filter(({ name }) => name.value === 'key')
    .map(({ arguments: given }) => {
      const value = given?.find(({ name }) => name.value === 'fields')?.value;
      return value?.kind === 'StringValue' ? value.value : '';
    });
}
