import type { Random } from '@kith/kernel/testing';
import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
} from 'graphql';

export interface GeneratedOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Variables of all operations; each declares those that it uses. */
const declarations = {
  yes: '$yes: Boolean!',
  no: '$no: Boolean = false',
  n: '$n: Int = 2',
  id: '$id: ID = "Book-1"',
};

/** Makes operations by chance over a schema: aliases, fragments of both kinds, abstract types, conditions, the same field twice. Whatever has an id has it as `k` too. */
export class Operations {
  private aliases = 0;
  private fragments: string[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
  ) {}

  next(): GeneratedOperation {
    this.aliases = 0;
    this.fragments = [];
    const isMutation = this.random.below(12) === 0;
    const root = isMutation ? this.schema.getMutationType() : this.schema.getQueryType();
    const depth = 2 + this.random.below(4);
    const selection = this.selection(root as GraphQLCompositeType, depth, isMutation ? 2 : 4);
    const body = [selection, ...this.fragments].join('\n');
    const used = Object.entries(declarations).filter(([name]) => new RegExp(`\\$${name}\\b`).test(body));
    const declared = used.length > 0 ? `(${used.map(([, declaration]) => declaration).join(', ')})` : '';
    const values = { yes: this.random.below(4) > 0, no: this.random.below(2) === 0, n: this.random.below(4) };
    const given = Object.entries(values).filter(([name]) => name === 'yes' || this.random.below(2));
    return {
      query: `${isMutation ? 'mutation' : 'query'} Op${declared} ${body}`,
      variables: Object.fromEntries(given),
    };
  }

  private selection(type: GraphQLCompositeType, depth: number, most: number): string {
    const count = 1 + this.random.below(most);
    const parts = Array.from({ length: count }, () => this.part(type, depth));
    const hasId = !isUnionType(type) && type.getFields()['id'];
    return `{ ${hasId ? 'k: id ' : ''}${parts.join(' ')} }`;
  }

  private part(type: GraphQLCompositeType, depth: number): string {
    const chance = this.random.below(10);
    const { name } = type;
    const isRoot = name === 'Query' || name === 'Mutation';
    if (chance === 0 && !isRoot)
      return this.random.below(2) ? '__typename' : `t${this.aliases++}: __typename`;
    if (isAbstractType(type) && (chance < 6 || isUnionType(type)) && depth > 0)
      return this.fragment(this.random.of(this.schema.getPossibleTypes(type)), depth);
    if (chance === 1 && depth > 0) return this.fragment(type, depth);
    if (isUnionType(type)) return '__typename';
    return this.field(this.random.of(Object.values(type.getFields())), depth);
  }

  private fragment(on: GraphQLCompositeType, depth: number): string {
    const selection = this.selection(on, depth - 1, 3);
    if (this.random.below(3) > 0) return `... on ${on.name}${this.condition()} ${selection}`;
    const name = `F${this.fragments.length}`;
    this.fragments.push('');
    this.fragments[Number(name.slice(1))] = `fragment ${name} on ${on.name} ${selection}`;
    return `...${name}${this.condition()}`;
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    const args = field.args
      .filter(({ type: wanted }) => String(wanted).endsWith('!') || this.random.below(2))
      .map(({ name, type: wanted }) => `${name}: ${this.argument(String(wanted))}`);
    // With arguments a field needs a name of its own, or it conflicts with others.
    const alias = args.length > 0 || this.random.below(4) === 0 ? `a${this.aliases++}: ` : '';
    const call = `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${this.condition()}`;
    if (!isCompositeType(type)) return call;
    if (depth === 0) return `${call} { __typename }`;
    return `${call} ${this.selection(type, depth - 1, 4)}`;
  }

  private argument(type: string): string {
    if (type.startsWith('Int')) return this.random.below(2) ? '$n' : String(this.random.below(5));
    if (type.startsWith('ID'))
      return type === 'ID' && this.random.below(2) ? '$id' : `"Book-${this.random.below(6)}"`;
    return `"text ${this.random.below(3)}"`;
  }

  private condition(): string {
    const chance = this.random.below(16);
    return [' @include(if: $yes)', ' @skip(if: $no)', ' @skip(if: true)'][chance] ?? '';
  }
}
