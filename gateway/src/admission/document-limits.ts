import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import type { DocumentLimits } from './limits.js';

/** What stands in a selection once all fragments are spread. */
interface Size {
  readonly depth: number;
  readonly fields: number;
  /** Fields of the selection itself, not of those below. */
  readonly own: number;
  readonly aliases: number;
  readonly directives: number;
  readonly directivesOfOne: number;
}

type Definition = OperationDefinitionNode | FragmentDefinitionNode;

const empty: Size = { depth: 0, fields: 0, own: 0, aliases: 0, directives: 0, directivesOfOne: 0 };

const bounds = [
  ['depth', 'levels deep'],
  ['fields', 'fields'],
  ['aliases', 'aliases'],
  ['directives', 'directives'],
  ['directivesOfOne', 'directives in one place'],
] as const;

/** Parses a text that is within its limits, or says why it is not: `GRAPHQL_PARSE_FAILED`, `GRAPHQL_VALIDATION_FAILED`. */
export function readDocument(text: string, limits: DocumentLimits | null): DocumentNode | GraphQLError {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: limits?.tokens });
  } catch (error) {
    return unparsed(error as Error);
  }
  if (!limits) return document;
  try {
    refuseOversize(document, limits);
    return document;
  } catch (error) {
    return error as GraphQLError;
  }
}

/**
 * Counts each fragment once, however often it is spread, so that what takes exponentially many fields is found in linear time.
 *
 * @throws GraphQLError `GRAPHQL_VALIDATION_FAILED`
 */
function refuseOversize(document: DocumentNode, limits: DocumentLimits): void {
  const sizes = new Sizes(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION)
      continue;
    const size = sizes.of(definition);
    for (const [name, what] of bounds)
      if (size[name] > limits[name]) throw refusal(definition, size[name], limits[name], what);
    if (definition.kind === Kind.OPERATION_DEFINITION && size.own > limits.rootFields)
      throw refusal(definition, size.own, limits.rootFields, 'fields at its root');
  }
}

class Sizes {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly known = new Map<FragmentDefinitionNode, Size>();
  private readonly open = new Set<FragmentDefinitionNode>();

  constructor(document: DocumentNode) {
    const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(
      (fragments as FragmentDefinitionNode[]).map((fragment) => [fragment.name.value, fragment]),
    );
  }

  of(definition: Definition): Size {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) return this.fragment(definition);
    return this.set(definition.selectionSet);
  }

  private fragment(fragment: FragmentDefinitionNode): Size {
    const known = this.known.get(fragment);
    if (known) return known;
    if (this.open.has(fragment))
      throw invalid(`Cannot spread fragment "${fragment.name.value}" within itself.`, fragment);
    this.open.add(fragment);
    const size = this.set(fragment.selectionSet);
    this.open.delete(fragment);
    this.known.set(fragment, size);
    return size;
  }

  private set({ selections }: SelectionSetNode): Size {
    let size = empty;
    for (const selection of selections) {
      const directives = selection.directives?.length ?? 0;
      let below = empty;
      if (selection.kind === Kind.FIELD) {
        const inner = selection.selectionSet ? this.set(selection.selectionSet) : empty;
        below = {
          ...inner,
          own: 1,
          depth: inner.depth + 1,
          fields: inner.fields + 1,
          aliases: inner.aliases + (selection.alias ? 1 : 0),
        };
      } else if (selection.kind === Kind.INLINE_FRAGMENT) below = this.set(selection.selectionSet);
      else {
        const fragment = this.fragments.get(selection.name.value);
        // Validation says that there is none.
        if (fragment) below = this.fragment(fragment);
      }
      size = together(size, below, directives);
    }
    return size;
  }
}

function together(one: Size, other: Size, directives: number): Size {
  return {
    depth: Math.max(one.depth, other.depth),
    fields: one.fields + other.fields,
    own: one.own + other.own,
    aliases: one.aliases + other.aliases,
    directives: one.directives + other.directives + directives,
    directivesOfOne: Math.max(one.directivesOfOne, other.directivesOfOne, directives),
  };
}

function refusal(definition: Definition, found: number, most: number, what: string): GraphQLError {
  const name = definition.name ? `"${definition.name.value}"` : 'The operation';
  const count = Number.isSafeInteger(found) ? found : 'countless';
  return invalid(`${name} has ${count} ${what}; at most ${most} are taken`, definition);
}

function invalid(message: string, node: Definition): GraphQLError {
  const extensions = { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } };
  return new GraphQLError(message, { nodes: node, extensions });
}

/** A text can be nested so deeply that the parser itself has no room for it. */
function unparsed(error: Error): GraphQLError {
  const extensions = { code: 'GRAPHQL_PARSE_FAILED', http: { status: 400 } };
  if (!(error instanceof GraphQLError))
    return new GraphQLError('The document is nested too deeply', { extensions });
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions });
}
