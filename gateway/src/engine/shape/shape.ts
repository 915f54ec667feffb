import {
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Fields } from '../plan/merge.js';
import { introspector } from './introspection.js';
import { ShapeCompiler } from './object.js';
import { Shaping } from './shaping.js';

/** Makes the client's answer out of what subgraphs have answered, and of the errors that there were on the way. */
export type Shaper = (
  data: Fields,
  variables: Readonly<Record<string, unknown>>,
  errors: readonly GraphQLError[],
) => ExecutionResult;

/** Compiles the shape of an operation's answer. */
export function shaperOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Shaper {
  const root = schema.getRootType(operation.operation) as GraphQLObjectType;
  const compiler = new ShapeCompiler(schema, fragments);
  const shape = compiler.object(root, [{ set: operation.selectionSet, when: [] }]);
  const introspect = introspector(schema, operation, fragments);
  return (data, variables, errors) => {
    const shaping = new Shaping(variables, introspect);
    const shaped = shape(data, shaping) as ExecutionResult['data'];
    const all = shaping.errors.length > 0 ? [...errors, ...unexplained(shaping.errors, errors)] : errors;
    return all.length > 0 ? { errors: all, data: shaped } : { data: shaped };
  };
}

/** What is wrong with a value where no subgraph has said why: a null that an error explains is not told of twice. */
function unexplained(found: readonly GraphQLError[], errors: readonly GraphQLError[]): GraphQLError[] {
  const isExplained = ({ path = [] }: GraphQLError) =>
    errors.some(
      ({ path: place }) => !place || place.every((key, at) => at >= path.length || key === path[at]),
    );
  return found.filter((error) => !isExplained(error));
}
