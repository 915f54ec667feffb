import type { GraphQLResolveInfo } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { Request } from '../request/request.js';

type Class = abstract new (...args: never[]) => object;
type Resolve = (source: object, given: unknown, request: Request, info: GraphQLResolveInfo) => unknown;

/** A resolver in place of TypeGraphQL's own, which it may fall back on. */
type InPlaceOf = (own: Resolve) => Resolve;

type Metadata = ReturnType<typeof getMetadataStorage>['fieldResolvers'][number];

/**
 * Resolvers by `Type.field` that need nothing of TypeGraphQL, which reads anew for each answer what a resolver takes, and makes
 * instances of it: getters, and the resolvers of the classes that take their object, it and the request, or all arguments
 * between the two. They are called as they are, to the same effect. Whatever takes anything else, or has something around it,
 * is left to TypeGraphQL. To be called after it has built a schema of the classes.
 */
export function directResolvers(classes: readonly Class[]): ReadonlyMap<string, InPlaceOf> {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  const names = new Map<unknown, string>(objectTypes.map(({ target, name }) => [target, name]));
  const resolvers = new Map<unknown, object>(
    classes.map((one) => [one, new (one as unknown as new () => object)()]),
  );
  const found = new Map<string, InPlaceOf>();
  for (const metadata of fieldResolvers) {
    const { kind, target, schemaName, getObjectType, roles, middlewares } = metadata;
    if (roles || middlewares?.length) continue;
    const typeName = names.get(kind === 'internal' ? target : getObjectType?.());
    const resolver = resolvers.get(target);
    const resolve = kind === 'internal' ? getterOf(metadata) : resolver && methodOf(resolver, metadata);
    if (typeName && resolve) found.set(`${typeName}.${schemaName}`, resolve);
  }
  return found;
}

/** Classes of several subgraphs can show the same type, each its own fields: a getter is for its class alone. */
function getterOf({ target, methodName }: Metadata): InPlaceOf | null {
  const Shown = target as Class;
  if (!Object.getOwnPropertyDescriptor(Shown.prototype, methodName)?.get) return null;
  return (own) => (source, given, request, info) =>
    source instanceof Shown
      ? (source as Record<string, unknown>)[methodName]
      : own(source, given, request, info);
}

function methodOf(resolver: object, { methodName, params }: Metadata): InPlaceOf | null {
  const object = resolver as Record<string, (...taken: unknown[]) => unknown>;
  const taken = params
    ?.toSorted((one, other) => one.index - other.index)
    .map(kindOf)
    .join();
  if (taken === 'root') return () => (source) => object[methodName]?.(source);
  if (taken === 'root,context') return () => (source, _, request) => object[methodName]?.(source, request);
  if (taken === 'root,args,context')
    return () => (source, given, request) => object[methodName]?.(source, given, request);
  return null;
}

type Param = NonNullable<Metadata['params']>[number];

/** What a parameter is given; null where it is only a part of it, or made another thing of. */
function kindOf(param: Param): string | null {
  if (param.kind === 'root') return param.propertyName || param.getType ? null : 'root';
  if (param.kind === 'context') return param.propertyName ? null : 'context';
  if (param.kind === 'args') return isData(param.getType() as Class) ? 'args' : null;
  return null;
}

/** Nobody can tell an instance of a class without methods from its fields. */
function isData({ prototype }: Class): boolean {
  return Object.getOwnPropertyNames(prototype).length === 1;
}
