import type { ConditionNode, FetchNode, FlattenNode, PlanNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { compileFetch, type Fetch, fetchStep } from './fetch.js';
import { objectsAt } from './path.js';
import type { Step } from './step.js';

/** Makes the nodes of one plan into steps. Its fetches are numbered in the order of the plan. */
export class PlanCompiler {
  private fetches = 0;

  constructor(private readonly schema: GraphQLSchema) {}

  step(node: PlanNode): Step {
    switch (node.kind) {
      case 'Fetch':
        return fetchStep(this.fetch(node));
      case 'Sequence':
        return sequence(node.nodes.map((child) => this.step(child)));
      case 'Parallel':
        return parallel(node.nodes.map((child) => this.step(child)));
      case 'Flatten':
        return this.flatten(node);
      case 'Condition':
        return this.condition(node);
      case 'Defer':
        throw new Error('The graph has no @defer');
    }
  }

  fetch(node: FetchNode): Fetch {
    return compileFetch(node, this.fetches++, this.schema);
  }

  private flatten({ path: below, node }: FlattenNode): Step {
    const inner = this.step(node);
    const way = below.map(String);
    return async (running, { objects, path }) => {
      const found = objectsAt(objects, way);
      if (found.length > 0) await inner(running, { objects: found, path: [...path, ...way] });
    };
  }

  private condition({ condition, ifClause, elseClause }: ConditionNode): Step {
    const whenTrue = ifClause && this.step(ifClause);
    const whenFalse = elseClause && this.step(elseClause);
    return async (running, cursor) => {
      await (running.variables[condition] === true ? whenTrue : whenFalse)?.(running, cursor);
    };
  }
}

function sequence(steps: readonly Step[]): Step {
  return async (running, cursor) => {
    for (const step of steps) await step(running, cursor);
  };
}

function parallel(steps: readonly Step[]): Step {
  return async (running, cursor) => {
    await Promise.all(steps.map((step) => step(running, cursor)));
  };
}
