import type { ConditionNode, FetchNode, FlattenNode, PlanNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { compileFetch, fetchStep } from './fetch.js';
import { objectsAt } from './path.js';
import type { Fetch, Step } from './step.js';

/** Makes the nodes of one plan into steps. Its fetches are numbered in the order of the plan. */
export class PlanCompiler {
  private fetches = 0;
  private readonly waves = new Map<string, number>();
  private readonly sizes: number[] = [];

  constructor(private readonly schema: GraphQLSchema) {}

  /** How many fetches each wave has. */
  get waveSizes(): readonly number[] {
    return this.sizes;
  }

  /** The node as a step, which starts after so many fetches, one after the other. */
  step(node: PlanNode, depth = 0): Step {
    switch (node.kind) {
      case 'Fetch':
        return fetchStep(this.fetch(node, depth));
      case 'Sequence':
        return this.sequence(node.nodes, depth);
      case 'Parallel':
        return parallel(node.nodes.map((child) => this.step(child, depth)));
      case 'Flatten':
        return this.flatten(node, depth);
      case 'Condition':
        return this.condition(node, depth);
      case 'Defer':
        throw new Error('The graph has no @defer');
    }
  }

  fetch(node: FetchNode, depth: number): Fetch {
    const wave = node.operationKind === 'query' ? this.wave(node.serviceName, depth) : null;
    return compileFetch(node, { id: this.fetches++, wave }, this.schema);
  }

  private wave(service: string, depth: number): number {
    const key = `${depth} ${service}`;
    const wave = this.waves.get(key) ?? this.waves.size;
    this.waves.set(key, wave);
    this.sizes[wave] = (this.sizes[wave] ?? 0) + 1;
    return wave;
  }

  private sequence(nodes: readonly PlanNode[], depth: number): Step {
    let reached = depth;
    const steps = nodes.map((node) => {
      const step = this.step(node, reached);
      reached += heightOf(node);
      return step;
    });
    return {
      fetches: steps.flatMap(({ fetches }) => fetches),
      async run(running, cursor) {
        for (const step of steps) await step.run(running, cursor);
      },
    };
  }

  private flatten({ path: below, node }: FlattenNode, depth: number): Step {
    const { fetches, run } = this.step(node, depth);
    const way = below.map(String);
    return {
      fetches,
      async run(running, { objects, path }) {
        const found = objectsAt(objects, way);
        if (found.length > 0) await run(running, { objects: found, path: [...path, ...way] });
        else running.pass(fetches);
      },
    };
  }

  private condition({ condition, ifClause, elseClause }: ConditionNode, depth: number): Step {
    const whenTrue = ifClause ? this.step(ifClause, depth) : nothing;
    const whenFalse = elseClause ? this.step(elseClause, depth) : nothing;
    return {
      fetches: [...whenTrue.fetches, ...whenFalse.fetches],
      async run(running, cursor) {
        const [taken, left] =
          running.variables[condition] === true ? [whenTrue, whenFalse] : [whenFalse, whenTrue];
        running.pass(left.fetches);
        await taken.run(running, cursor);
      },
    };
  }
}

const nothing: Step = { fetches: [], run: async () => undefined };

function parallel(steps: readonly Step[]): Step {
  return {
    fetches: steps.flatMap(({ fetches }) => fetches),
    async run(running, cursor) {
      await Promise.all(steps.map((step) => step.run(running, cursor)));
    },
  };
}

/** How many fetches there are in it one after the other. */
function heightOf(node: PlanNode | undefined): number {
  switch (node?.kind) {
    case 'Fetch':
      return 1;
    case 'Sequence':
      return node.nodes.reduce((sum, child) => sum + heightOf(child), 0);
    case 'Parallel':
      return Math.max(0, ...node.nodes.map(heightOf));
    case 'Flatten':
      return heightOf(node.node);
    case 'Condition':
      return Math.max(heightOf(node.ifClause), heightOf(node.elseClause));
    default:
      return 0;
  }
}
