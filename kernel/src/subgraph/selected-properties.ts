import {
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { SelectedProperties } from '../database/table.js';

/** The name under which a field notes the properties that it needs; null is all of them. */
export const needsExtension = 'kithNeeds';

const known = new WeakMap<DocumentNode, SelectedProperties>();

/** What an operation looks at of each type, by the type's name; null is everything. Read from a document once. */
export function selectedProperties(schema: GraphQLSchema, document: DocumentNode): SelectedProperties {
  const found = known.get(document) ?? readSelection(schema, document);
  known.set(document, found);
  return found;
}

function readSelection(schema: GraphQLSchema, document: DocumentNode): SelectedProperties {
  const selected = new Map<string, Set<string> | null>();
  const types = new TypeInfo(schema);
  const note = (type: GraphQLObjectType, fieldName: string) => {
    const needs = type.getFields()[fieldName]?.extensions[needsExtension] as readonly string[] | null;
    const sofar = selected.get(type.name);
    if (sofar === null) return;
    selected.set(type.name, needs ? new Set([...(sofar ?? []), ...needs]) : null);
  };
  const Field = ({ name }: { name: { value: string } }) => {
    const parent = types.getParentType();
    if (!parent || name.value.startsWith('__')) return;
    const possible = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
    for (const type of possible) if (isObjectType(type)) note(type, name.value);
  };
  visit(document, visitWithTypeInfo(types, { Field }));
  return selected;
}
