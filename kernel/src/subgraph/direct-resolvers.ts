import { getMetadataStorage } from 'type-graphql';
import type { Request } from '../request/request.js';

type Class = abstract new (...args: never[]) => object;
type Resolve = (source: unknown, given: unknown, request: Request) => unknown;

/**
 * The field resolvers of the classes that take their object, it and the request, or all arguments between the two, by
 * `Type.field`. TypeGraphQL reads anew for each answer what a resolver takes, and makes instances of it; these are called as
 * they are, to the same effect. Whatever takes anything else, or has something around it, is left to TypeGraphQL. To be called
 * after it has built a schema of the classes.
 */
export function directResolvers(classes: readonly Class[]): ReadonlyMap<string, Resolve> {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  const names = new Map(objectTypes.map(({ target, name }) => [target, name]));
  const objects = new Map(classes.map((one) => [one as unknown, new (one as unknown as new () => object)()]));
  const found = new Map<string, Resolve>();
  for (const {
    kind,
    target,
    methodName,
    schemaName,
    getObjectType,
    params,
    middlewares,
    roles,
  } of fieldResolvers) {
    const object = objects.get(target) as Record<string, (...taken: unknown[]) => unknown> | undefined;
    const typeName = kind === 'external' && names.get(getObjectType?.() as never);
    if (!object || !typeName || roles || middlewares?.length) continue;
    const taken = params
      ?.toSorted((one, other) => one.index - other.index)
      .map(kindOf)
      .join();
    const name = `${typeName}.${schemaName}`;
    if (taken === 'root') found.set(name, (source) => object[methodName]?.(source));
    if (taken === 'root,context')
      found.set(name, (source, _, request) => object[methodName]?.(source, request));
    if (taken === 'root,args,context')
      found.set(name, (source, given, request) => object[methodName]?.(source, given, request));
  }
  return found;
}

type Param = NonNullable<ReturnType<typeof getMetadataStorage>['fieldResolvers'][number]['params']>[number];

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
