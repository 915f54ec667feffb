import {
  defaultFieldResolver,
  defaultTypeResolver,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { asker, fieldsOf, type Selected, type SelectedField } from '../graph/selection.js';
import type { CompiledRun } from './compiled-run.js';

/** An object or a list of the answer; what goes into it later has its place from the beginning. */
type Holder = Record<string | number, unknown>;

/** Puts what a resolver answered where it belongs. Whatever is not whole is thrown, and ends the run. */
type Place = (value: unknown, holder: Holder, key: string | number, run: CompiledRun) => void;

type PlaceObject = (source: unknown, run: CompiledRun) => Holder;

type AnyField = GraphQLField<unknown, unknown>;

interface CompiledField {
  readonly isAsked: ((variables: Readonly<Record<string, unknown>>) => boolean) | null;
  readonly put: (source: unknown, object: Holder, run: CompiledRun) => void;
}

/**
 * Compiles selections to closures that run a query without looking at the schema again. They know of answers without an error
 * alone, and of no resolver that asks for its path; whoever runs them falls back on graphql-js for all others.
 */
export class SelectionCompiler {
  private fields = 0;
  /** As resolvers are given them. */
  private readonly named: Readonly<Record<string, FragmentDefinitionNode>>;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly operation: OperationDefinitionNode,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {
    this.named = Object.fromEntries(fragments);
  }

  object(type: GraphQLObjectType, selected: readonly Selected[]): PlaceObject {
    const fields = fieldsOf(type, selected, this.schema, this.fragments).map((field) =>
      this.field(type, field),
    );
    return (source, run) => {
      const object: Holder = {};
      for (const { isAsked, put } of fields) if (!isAsked || isAsked(run.variables)) put(source, object, run);
      return object;
    };
  }

  private field(parent: GraphQLObjectType, selected: SelectedField): CompiledField {
    const { key, name, whens } = selected;
    const isAsked = whens.length > 0 ? asker(whens) : null;
    if (key === '__proto__' || name === '__schema' || name === '__type')
      throw new Error(`${key} is left to graphql-js`);
    if (name === '__typename')
      return { isAsked, put: (_, object) => Object.assign(object, { [key]: parent.name }) };
    const field = parent.getFields()[name] as AnyField;
    const place = this.place(field.type, selected.below);
    const resolve = this.resolver(parent, field, selected);
    const put: CompiledField['put'] = (source, object, run) => {
      const value = resolve(source, run);
      if (!isPromise(value)) return place(value, object, key, run);
      object[key] = null;
      run.wait(value, (settled) => place(settled, object, key, run));
    };
    return { isAsked, put };
  }

  /** Arguments and info are the same for all objects, so they are made once for a run. */
  private resolver(
    parentType: GraphQLObjectType,
    field: AnyField,
    { node }: SelectedField,
  ): (source: unknown, run: CompiledRun) => unknown {
    const number = this.fields++;
    const { resolve = defaultFieldResolver } = field;
    const { schema, operation } = this;
    const info = {
      fieldName: field.name,
      fieldNodes: [node],
      returnType: field.type,
      parentType,
      schema,
      fragments: this.named,
      operation,
    };
    const call = (source: unknown, run: CompiledRun) => {
      run.given[number] ??= getArgumentValues(field, node, run.variables);
      run.infos[number] ??= infoOf(info, run);
      const given = run.given[number] as Record<string, unknown>;
      return resolve(source, given, run.contextValue, run.infos[number] as GraphQLResolveInfo);
    };
    if (resolve !== defaultFieldResolver) return call;
    const { name } = field;
    return (source, run) => {
      const value = typeof source === 'object' && source !== null ? (source as Holder)[name] : undefined;
      return typeof value === 'function' ? call(source, run) : value;
    };
  }

  private place(type: GraphQLOutputType, below: readonly Selected[]): Place {
    const isRequired = isNonNullType(type);
    const place = this.placeSome(getNullableType(type), below);
    return (value, holder, key, run) => {
      if (value === null || value === undefined) {
        if (isRequired) throw new Error(`${key} must not be null`);
        holder[key] = null;
        return;
      }
      if (value instanceof Error) throw value;
      place(value, holder, key, run);
    };
  }

  private placeSome(type: GraphQLOutputType, below: readonly Selected[]): Place {
    if (isListType(type)) return list(this.place(type.ofType, below));
    if (isLeafType(type)) return leaf(type);
    const objectOf = isAbstractType(type)
      ? this.byType(type, below)
      : this.always(type as GraphQLObjectType, below);
    return (value, holder, key, run) => {
      holder[key] = objectOf(value, run)(value, run);
    };
  }

  /** Compiled when it is first met: much of a long document never is. */
  private always(
    type: GraphQLObjectType,
    below: readonly Selected[],
  ): (value: unknown, run: CompiledRun) => PlaceObject {
    let object: PlaceObject | undefined;
    const { isTypeOf } = type;
    return (value, run) => {
      if (isTypeOf && isTypeOf(value, run.contextValue, noInfo) !== true)
        throw new Error(`It is no ${type.name}`);
      object ??= this.object(type, below);
      return object;
    };
  }

  private byType(
    type: GraphQLAbstractType,
    below: readonly Selected[],
  ): (value: unknown, run: CompiledRun) => PlaceObject {
    const known = new Map<unknown, (value: unknown, run: CompiledRun) => PlaceObject>();
    const resolveType = type.resolveType ?? defaultTypeResolver;
    const info = { schema: this.schema } as GraphQLResolveInfo;
    return (value, run) => {
      const name = resolveType(value, run.contextValue, info, type);
      let objectOf = known.get(name);
      if (!objectOf) {
        const found = typeof name === 'string' ? this.schema.getType(name) : undefined;
        if (!isObjectType(found) || !this.schema.isSubType(type, found))
          throw new Error(`It is no ${type.name}`);
        objectOf = this.always(found, below);
        known.set(name, objectOf);
      }
      return objectOf(value, run);
    };
  }
}

function list(placeItem: Place): Place {
  return (value, holder, key, run) => {
    if (!Array.isArray(value)) throw new Error(`${key} is no list`);
    const items: unknown[] = new Array(value.length);
    holder[key] = items;
    const itemHolder = items as unknown as Holder;
    for (let index = 0; index < items.length; index++) {
      const item: unknown = value[index];
      if (isPromise(item)) run.wait(item, (settled) => placeItem(settled, itemHolder, index, run));
      else placeItem(item, itemHolder, index, run);
    }
  };
}

function leaf(type: GraphQLLeafType): Place {
  return (value, holder, key) => {
    const told: unknown = type.serialize(value);
    if (told === null || told === undefined) throw new Error(`${key} is no ${type.name}`);
    holder[key] = told;
  };
}

/** Where in the answer an object stands, nothing says here. */
function infoOf(info: object, { variables, rootValue }: CompiledRun): object {
  return {
    ...info,
    variableValues: variables,
    rootValue,
    get path(): never {
      throw new Error('A compiled query has no paths');
    },
  };
}

const noInfo = infoOf({}, { variables: {}, rootValue: undefined } as CompiledRun) as GraphQLResolveInfo;

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}
