import {
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isInputType,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromAST,
} from 'graphql';
import { actualCost } from './actual.js';
import type { Variables } from './amount.js';
import type { Cost } from './cost.js';
import { countedOf } from './counted.js';
import { estimatedCost } from './estimate.js';

/** The costs of an operation, read from its text once. */
export interface Costs {
  /** At most, known before the run. Variables are as they came. */
  estimate(variables: Variables): Cost;
  /** Of an answer's data; never more than the estimate. Where types are not known from it, at most. */
  actual(data: unknown, variables: Variables): Cost;
}

/** @throws GraphQLError `GRAPHQL_VALIDATION_FAILED` when a list is not sliced as it must be. */
export function costsOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Costs {
  const counted = countedOf(schema, operation, fragments);
  const defaults = defaultsOf(schema, operation);
  const given = (variables: Variables) => (defaults ? { ...defaults, ...variables } : variables);
  return {
    estimate: (variables) => estimatedCost(counted, given(variables)),
    actual: (data, variables) => actualCost(counted, data, given(variables)),
  };
}

function defaultsOf(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode) {
  const defaults = variableDefinitions.flatMap(({ variable, type, defaultValue }) => {
    const declared = typeFromAST(schema, type as Parameters<typeof typeFromAST>[1] as never);
    if (!defaultValue || !isInputType(declared)) return [];
    return [[variable.name.value, valueFromAST(defaultValue, declared)] as const];
  });
  return defaults.length > 0 ? Object.fromEntries(defaults) : null;
}
