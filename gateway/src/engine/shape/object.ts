import { asker, fieldsOf, type Selected, type SelectedField } from '@kith/kernel';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type Fields, isMissing, own, put } from '../plan/merge.js';
import { type Accepts, accepts } from './leaf.js';
import type { Shaping } from './shaping.js';

/** Shapes a value at the shaping's path. `undefined` is a null that may not stand there: what holds it becomes null. */
type Complete = (value: unknown, shaping: Shaping) => unknown;

type ShapeObject = (input: Fields, shaping: Shaping) => Fields | null;

/** A field in the order of the answer; exactly one of the four says where its value comes from. */
interface Field {
  readonly key: string;
  readonly isAsked: ((variables: Readonly<Record<string, unknown>>) => boolean) | null;
  /** `Person.displayName`, as messages name it. */
  readonly title: string;
  readonly isInherited: boolean;
  readonly isRequired: boolean;
  readonly accepts: Accepts | null;
  readonly complete: Complete | null;
  readonly typeName: string | null;
  readonly introspection: FieldNode | null;
}

/** Compiles selections to closures that walk an answer once, without looking at the schema again. */
export class ShapeCompiler {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {}

  /** Of a type that is known: an object type, or one of which no object's type is known. */
  object(type: GraphQLCompositeType, selected: readonly Selected[]): ShapeObject {
    const fields = fieldsOf(type, selected, this.schema, this.fragments).map((field) =>
      this.field(type, field),
    );
    return (input, shaping) => shapeObject(fields, input, shaping);
  }

  private field(parent: GraphQLCompositeType, selected: SelectedField): Field {
    const { key, name, node, whens, below } = selected;
    const plain = {
      key,
      isAsked: whens.length > 0 ? asker(whens) : null,
      title: `${parent.name}.${key}`,
      isInherited: key in Object.prototype,
      isRequired: false,
      accepts: null,
      complete: null,
      typeName: null,
      introspection: null,
    };
    if (name === '__typename')
      // Without an object's type there is no answer to this: the object is null.
      return isObjectType(parent) ? { ...plain, typeName: parent.name } : { ...plain, isRequired: true };
    if (name === '__schema' || name === '__type') return { ...plain, introspection: node };
    const { type } = (parent as Extract<GraphQLCompositeType, { getFields(): unknown }>).getFields()[
      name
    ] as { type: GraphQLOutputType };
    const nullable = getNullableType(type);
    if (isLeafType(nullable))
      return { ...plain, isRequired: isNonNullType(type), accepts: accepts(nullable) };
    return { ...plain, complete: this.completion(type, below, parent) };
  }

  private completion(
    type: GraphQLOutputType,
    below: readonly Selected[],
    parent: GraphQLCompositeType,
  ): Complete {
    if (isNonNullType(type)) {
      const { ofType } = type;
      const complete = this.completion(ofType, below, parent);
      return (value, shaping) => {
        const before = shaping.errors.length;
        const completed = complete(value, shaping);
        if (completed !== null) return completed;
        if (shaping.errors.length === before)
          shaping.wrong(`Cannot return null for non-nullable ${described(shaping, ofType, parent)}.`);
        return undefined;
      };
    }
    if (isListType(type)) return this.list(type.ofType, below, parent);
    if (isCompositeType(type)) return this.composite(type, below, parent);
    const isAccepted = accepts(type);
    return (value, shaping) => {
      if (value === null || value === undefined) return null;
      if (isAccepted(value)) return value;
      shaping.wrong(`Invalid value found for ${described(shaping, type, parent)}.`);
      return null;
    };
  }

  private list(item: GraphQLOutputType, below: readonly Selected[], parent: GraphQLCompositeType): Complete {
    const complete = this.completion(item, below, parent);
    return (value, shaping) => {
      if (value === null || value === undefined) return null;
      if (!Array.isArray(value)) {
        shaping.wrong(`Expected a list for ${described(shaping, item, parent)}.`);
        return null;
      }
      const { path } = shaping;
      const items = new Array<unknown>(value.length);
      let isWhole = true;
      for (let index = 0; index < value.length; index++) {
        path.push(index);
        const completed = complete(value[index], shaping);
        path.pop();
        if (completed === undefined) isWhole = false;
        items[index] = completed;
      }
      return isWhole ? items : null;
    };
  }

  private composite(
    type: GraphQLCompositeType,
    below: readonly Selected[],
    parent: GraphQLCompositeType,
  ): Complete {
    const shapeOf = isObjectType(type) ? this.always(type, below) : this.byType(type, below);
    return (value, shaping) => {
      if (value === null || value === undefined) return null;
      if (typeof value !== 'object' || Array.isArray(value)) {
        shaping.wrong(`Expected an object for ${described(shaping, type, parent)}.`);
        return null;
      }
      const shape = shapeOf(value as Fields);
      if (shape) return shape(value as Fields, shaping);
      shaping.wrong(`Invalid __typename found for object at ${described(shaping, type, parent)}.`);
      return null;
    };
  }

  private always(type: GraphQLCompositeType, below: readonly Selected[]): () => ShapeObject {
    let shape: ShapeObject | undefined;
    return () => {
      shape ??= this.object(type, below);
      return shape;
    };
  }

  /** By an object's own type, which the schema must know; each is compiled when it is first met. */
  private byType(
    declared: GraphQLCompositeType,
    below: readonly Selected[],
  ): (input: Fields) => ShapeObject | null {
    const shapes = new Map<string, ShapeObject>();
    return ({ __typename }) => {
      const name = typeof __typename === 'string' ? __typename : declared.name;
      const known = shapes.get(name);
      if (known) return known;
      const type = this.schema.getType(name);
      if (!isCompositeType(type)) return null;
      const shape = this.object(type, below);
      shapes.set(name, shape);
      return shape;
    };
  }
}

function shapeObject(fields: readonly Field[], input: Fields, shaping: Shaping): Fields | null {
  const output: Fields = {};
  const before = shaping.errors.length;
  for (const field of fields) {
    const { key, complete } = field;
    if (field.isAsked?.(shaping.variables) === false) continue;
    if (field.typeName !== null) {
      output[key] = field.typeName;
      continue;
    }
    const value = field.isInherited ? own(input, key) : input[key];
    let shaped: unknown;
    if (complete) {
      shaping.path.push(key);
      shaped = complete(value, shaping);
      shaping.path.pop();
    } else if (field.introspection) shaped = shaping.introspect(field.introspection);
    else shaped = leaf(field, value, shaping);
    if (shaped === undefined) {
      if (isMissing in input) shaping.errors.length = before;
      return null;
    }
    if (field.isInherited) put(output, key, shaped);
    else output[key] = shaped;
  }
  return output;
}

function leaf(field: Field, value: unknown, shaping: Shaping): unknown {
  if (value === null || value === undefined) {
    if (!field.isRequired) return null;
    shaping.wrong(`Cannot return null for non-nullable field ${field.title}.`, field.key);
    return undefined;
  }
  if (field.accepts?.(value)) return value;
  shaping.wrong(`Invalid value found for field ${field.title}.`, field.key);
  return field.isRequired ? undefined : null;
}

function described({ path }: Shaping, type: GraphQLOutputType, parent: GraphQLCompositeType): string {
  const last = path.at(-1);
  return typeof last === 'string'
    ? `field ${parent.name}.${last}`
    : `array element of type ${type} at index ${last}`;
}
