import { type GraphQLSchema, isAbstractType } from 'graphql';

/** The names that an object's `__typename` may have where a fragment on this type applies. */
export function typeNamesOf(schema: GraphQLSchema, typeCondition: string): ReadonlySet<string> {
  const type = schema.getType(typeCondition);
  if (!isAbstractType(type)) return new Set([typeCondition]);
  const { objects, interfaces } =
    'getInterfaces' in type
      ? schema.getImplementations(type)
      : { objects: schema.getPossibleTypes(type), interfaces: [] };
  return new Set([typeCondition, ...objects.map(({ name }) => name), ...interfaces.map(({ name }) => name)]);
}
