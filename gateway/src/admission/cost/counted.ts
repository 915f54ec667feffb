import { asker, fieldsOf, type Selected, type SelectedField } from '@kith/kernel';
import {
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  type OperationDefinitionNode,
} from 'graphql';
import { type Amount, combined, times, type Variables } from './amount.js';
import { argumentsCost } from './input-cost.js';
import { type Sized, sizedBy, undeclaredSize } from './list-length.js';
import { weightOf, weightOfType } from './weights.js';

/** An object of one type, as far as it costs anything. */
export interface Counted {
  readonly typeName: string;
  /** Of each such object. */
  readonly weight: number;
  readonly fields: readonly CountedField[];
  /** Under which name an answer says of which type the object is; null where it does not. */
  readonly typeKey: string | null;
}

export interface CountedField {
  readonly key: string;
  readonly isAsked: ((variables: Variables) => boolean) | null;
  /** Of asking it once: never less than 0. */
  readonly cost: Amount;
  /** How many values it brings at most. */
  readonly length: Amount;
  /** The objects that a value can be; or else what each leaf weighs. */
  readonly possible: readonly Counted[];
  readonly leafWeight: number;
}

/** Compiles an operation to what of it costs anything. */
export function countedOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Counted {
  const root = schema.getRootType(operation.operation) as GraphQLObjectType;
  const set = [{ set: operation.selectionSet, when: [] }];
  return new CountCompiler(schema, fragments).object(root, set, null);
}

class CountCompiler {
  /** What is selected alike is counted alike, or types that hold each other would be counted exponentially often. */
  private readonly known = new Map<string, Counted>();
  private readonly numbers = new Map<unknown, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {}

  object(type: GraphQLObjectType, selected: readonly Selected[], sized: Sized | null): Counted {
    const key = sized?.fields.length ? null : this.keyOf(type, selected);
    const known = key === null ? undefined : this.known.get(key);
    if (known) return known;
    const fields = fieldsOf(type, selected, this.schema, this.fragments);
    const counted: Counted = {
      typeName: type.name,
      weight: weightOfType(type),
      // Introspection is bounded by rules of its own.
      fields: fields.flatMap((field) => (field.name.startsWith('__') ? [] : this.field(type, field, sized))),
      typeKey: fields.find(({ name }) => name === '__typename')?.key ?? null,
    };
    if (key !== null) this.known.set(key, counted);
    return counted;
  }

  private field(parent: GraphQLObjectType, selected: SelectedField, outer: Sized | null): CountedField[] {
    const { key, name, node, whens, below } = selected;
    const field = parent.getFields()[name];
    if (!field) return [];
    const own = sizedBy(field, node);
    const named = getNamedType(field.type);
    const added = argumentsCost(node, field.args, this.schema);
    const counted: CountedField = {
      key,
      isAsked: whens.length > 0 ? asker(whens) : null,
      cost: combined([weightOf(field), added], ([weight = 0, more = 0]) => Math.max(0, weight + more)),
      length: outer?.fields.includes(name)
        ? lengthWithin(field.type, outer.length)
        : lengthOf(field.type, own),
      possible: isCompositeType(named)
        ? this.possible(named).map((type) => this.object(type, below, own))
        : [],
      leafWeight: isCompositeType(named) ? 0 : weightOfType(named),
    };
    const isFree = counted.possible.length === 0 && counted.cost === 0 && counted.leafWeight === 0;
    return isFree ? [] : [counted];
  }

  private possible(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
  }

  private keyOf({ name }: GraphQLObjectType, selected: readonly Selected[]): string {
    return `${name} ${selected.map(({ set, when }) => `${this.numberOf(set)}${JSON.stringify(when)}`).join(' ')}`;
  }

  private numberOf(node: unknown): number {
    const number = this.numbers.get(node) ?? this.numbers.size;
    this.numbers.set(node, number);
    return number;
  }
}

function lengthOf(type: GraphQLOutputType, { fields, length }: Sized): Amount {
  return lengthWithin(type, fields.length > 0 ? undeclaredSize : length);
}

/** How many values there are in a list of this length, of lists of which nothing is said. */
function lengthWithin(type: GraphQLOutputType, length: Amount): Amount {
  const nullable = getNullableType(type) as GraphQLOutputType;
  if (!isListType(nullable)) return 1;
  return combined([length, lengthWithin(nullable.ofType, undeclaredSize)], ([one = 0, other = 0]) =>
    times(one, other),
  );
}
