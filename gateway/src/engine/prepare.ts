import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { announceCacheRead } from '@kith/kernel';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Costs, costsOf } from '../admission/cost/costs.js';
import { readDocument } from '../admission/document-limits.js';
import type { DocumentLimits } from '../admission/limits.js';
import { publicSeconds } from '../operations/public-seconds.js';
import { Documents } from './ask/documents.js';
import { PlanCompiler } from './plan/plan.js';
import type { Fetch, Step } from './plan/step.js';
import { type Shaper, shaperOf } from './shape/shape.js';
import type { Supergraph } from './supergraph.js';

/** An operation that is ready to run, any number of times. */
export interface Prepared {
  readonly kind: OperationTypeNode;
  readonly text: string;
  readonly operation: OperationDefinitionNode;
  readonly costs: Costs;
  /** For how long anybody may be given the same answer; 0 where it depends on who asks. */
  readonly publicSeconds: number;
  /** Of a subscription: the fetch that opens the stream. */
  readonly primary: Fetch | null;
  /** @internal Null where there is nothing to ask: introspection alone, or a subscription that needs no more than its event. */
  readonly step: Step | null;
  /** @internal */
  readonly schema: GraphQLSchema;
  /** @internal */
  readonly shape: Shaper;
  /** @internal How many fetches each wave has. */
  readonly waveSizes: readonly number[];
  /** @internal */
  readonly documents: Documents;
}

export type Refused = { readonly errors: readonly GraphQLError[] };

const mostPrepared = 1_000;

/** Of texts together: what is compiled from a text grows with it. */
const mostCharacters = 4_000_000;

export interface Preparer {
  /**
   * Looks whether a text is within the limits, before anything else is done with it.
   *
   * @throws GraphQLError `GRAPHQL_PARSE_FAILED`, `GRAPHQL_VALIDATION_FAILED`
   */
  screen(text: string, operationName?: string | null): void;
  /** Parsed, validated, planned and compiled once; the newest are kept. Errors have the codes of a refusal. */
  prepare(text: string, operationName?: string | null): Prepared | Refused;
  /** What was prepared before and is still kept. */
  known(text: string, operationName?: string | null): Prepared | undefined;
}

/** Prepares each operation once. Refused ones are not kept, or nonsense would drive out what is used. */
export function preparer(supergraph: Supergraph, limits: DocumentLimits | null): Preparer {
  const known = new LRUCache<string, Prepared>({
    max: mostPrepared,
    maxSize: mostCharacters,
    sizeCalculation: ({ text }) => Math.max(1, text.length),
  });
  const keyOf = (text: string, operationName?: string | null) =>
    operationName ? `${operationName}\n${text}` : text;
  return {
    screen(text, operationName) {
      if (known.has(keyOf(text, operationName))) return;
      const document = readDocument(text, limits);
      if (document instanceof GraphQLError) throw document;
    },
    known(text, operationName) {
      const found = known.get(keyOf(text, operationName));
      // Who finds nothing has it prepared, and is counted there.
      if (found) announceCacheRead('documents', true);
      return found;
    },
    prepare(text, operationName) {
      const key = keyOf(text, operationName);
      const found = known.get(key);
      announceCacheRead('documents', found !== undefined);
      if (found) return found;
      const prepared = prepare(supergraph, limits, text, operationName);
      if (!('errors' in prepared)) known.set(key, prepared);
      return prepared;
    },
  };
}

function prepare(
  supergraph: Supergraph,
  limits: DocumentLimits | null,
  text: string,
  operationName: string | null | undefined,
): Prepared | Refused {
  const document = readDocument(text, limits);
  if (document instanceof GraphQLError) return { errors: [document] };
  const invalid = validate(supergraph.apiSchema, document);
  if (invalid.length > 0)
    return { errors: invalid.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) };
  const operation = getOperationAST(document, operationName);
  if (!operation) return { errors: [unresolved(operationName)] };
  try {
    return planned(supergraph, text, document, operation);
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

function planned(
  supergraph: Supergraph,
  text: string,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Prepared {
  const { node } = supergraph.plan(document, operation.name?.value);
  const compiler = new PlanCompiler(supergraph.wholeSchema);
  const fragments = fragmentsOf(document);
  const [primary, rest] = node?.kind === 'Subscription' ? [node.primary, node.rest] : [undefined, node];
  return {
    kind: operation.operation,
    text,
    operation,
    schema: supergraph.apiSchema,
    primary: primary ? compiler.fetch(primary as FetchNode, 0) : null,
    step: rest ? compiler.step(rest as PlanNode) : null,
    shape: shaperOf(supergraph.apiSchema, operation, fragments),
    costs: costsOf(supergraph.wholeSchema, operation, fragments),
    publicSeconds: publicSeconds(supergraph.wholeSchema, operation, fragments),
    waveSizes: compiler.waveSizes,
    documents: new Documents(),
  };
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function unresolved(operationName: string | null | undefined): GraphQLError {
  const message = operationName
    ? `Unknown operation named "${operationName}".`
    : 'Must provide operation name if query contains multiple operations.';
  return new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
}

function withCode({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}
