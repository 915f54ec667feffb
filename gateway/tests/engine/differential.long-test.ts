import './in-production.js';
import { ApolloGateway } from '@apollo/gateway';
import { createLogger, type SubgraphEndpoint } from '@kith/kernel';
import { randomOf } from '@kith/kernel/testing';
import { type ExecutionResult, type GraphQLError, parse, validate } from 'graphql';
import { openDoor } from '../../src/admission/admission.js';
import { loadGraph } from '../../src/engine/load.js';
import { compose } from '../library.js';
import { type GeneratedOperation, Operations } from './operations.js';
import { type Faults, richSdls, richSubgraphs } from './rich-graph.js';

const logger = createLogger('test', 'silent');
const context = { actor: null, requestId: 'r' };
const wanted = 2_000;

let faults: Faults;
const endpoints = new Map(richSubgraphs(() => faults).map((endpoint) => [endpoint.name, endpoint]));

/** The executor of @apollo/gateway, over the same subgraphs. */
async function stockGateway(supergraphSdl: string) {
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger,
    buildService: ({ name }) => ({
      process: ({ request: { query = '', variables, operationName } }) =>
        (endpoints.get(name) as SubgraphEndpoint).execute(
          { query, variables, operationName },
          context,
        ) as never,
    }),
  });
  await gateway.load();
  return {
    stop: () => gateway.stop(),
    execute: ({ query, variables }: GeneratedOperation): Promise<ExecutionResult> =>
      gateway.executor({
        request: { query, variables },
        document: parse(query),
        source: query,
        queryHash: query,
        context,
        schema: gateway.schema,
        logger,
        metrics: {},
      } as never),
  };
}

/** An answer as JSON, so that only what a client sees is compared. */
const seen = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value ?? null));

/**
 * A path without indices: the stock executor counts wrongly where some objects of a list are of another type than is asked
 * for. It also leaves aliases of its planner there.
 */
const pathOf = ({ path = [] }: GraphQLError) =>
  path
    .filter((key) => typeof key === 'string')
    .map((key) => key.replace(/__alias_\d+$/, ''))
    .join('.');

const told = (errors: readonly GraphQLError[] = []) =>
  errors.map((error) => `${pathOf(error)}: ${error.message}`).toSorted();

/** Errors that say another object than the one at their place: they name the id, and the answer has it as `k`. */
function misplaced({ data, errors = [] }: ExecutionResult): GraphQLError[] {
  return errors.filter(({ message, path = [] }) => {
    const [, id, where] = /^broken: \w+ (\w+-\d) (in )?/.exec(message) ?? [];
    let place: unknown = data;
    for (const key of where ? path : path.slice(0, -1)) place = (place as Record<string, unknown>)?.[key];
    const found = (place as { k?: string } | null | undefined)?.k;
    if (found && id) placed++;
    return found !== undefined && id !== undefined && found !== id;
  });
}

let placed = 0;

test(`${wanted} operations by chance are answered as the stock executor answers them, faults included`, async () => {
  const supergraph = await compose(richSdls);
  const stock = await stockGateway(supergraph);
  const reach = (name: string) => endpoints.get(name) as SubgraphEndpoint;
  const graph = loadGraph({ supergraph, reach, deadlineMs: 60_000, logger, admission: openDoor });
  await graph.gateway.load();
  const engine = graph.engine();
  const operations = new Operations(engine.schema, randomOf(20261121));
  const figures = { operations: 0, withErrors: 0, alike: 0 };
  while (figures.operations < wanted) {
    const operation = operations.next();
    if (validate(engine.schema, parse(operation.query)).length > 0) continue;
    faults = {
      seed: figures.operations,
      nulls: figures.operations % 3 ? 60 : 0,
      errors: figures.operations % 2 ? 40 : 0,
    };
    const prepared = engine.prepare(operation.query);
    if ('errors' in prepared) throw prepared.errors[0];
    const ours = await engine.run(prepared, operation.variables, context);
    const theirs = await stock.execute(operation);
    const place = `${figures.operations}\n${operation.query}\n${JSON.stringify(operation.variables)}`;
    expect({ place, data: seen(ours.data) }).toEqual({ place, data: seen(theirs.data) });
    const { completed = [], answered = [] } = Object.groupBy(ours.errors ?? [], ({ extensions }) =>
      extensions.code === 'INVALID_GRAPHQL' ? 'completed' : 'answered',
    );
    expect({ place, errors: told(answered) }).toEqual({ place, errors: told(theirs.errors) });
    expect({ place, misplaced: misplaced(seen(ours)) }).toEqual({ place, misplaced: [] });
    // What is wrong with a value it tells only where no subgraph told an error, and not among the errors. That something does
    // not exist is wrong to us only where it may not be null, and it is told there.
    const theirsCompleted = (theirs.extensions?.['valueCompletion'] ?? []) as readonly GraphQLError[];
    if (!theirs.errors) {
      const places = theirsCompleted.map(pathOf);
      const further = completed.map(pathOf).filter((path) => !places.some((place) => place.startsWith(path)));
      expect({ place, further }).toEqual({ place, further: [] });
      if (completed.length === theirsCompleted.length) figures.alike++;
    }
    figures.operations++;
    if (ours.errors) figures.withErrors++;
  }
  // Many of them meet faults: the comparison must not be one of empty answers.
  expect(figures.withErrors).toBeGreaterThan(wanted / 5);
  expect(placed).toBeGreaterThan(wanted / 10);
  expect(figures.alike).toBeGreaterThan(wanted / 3);
  await stock.stop();
  await graph.gateway.stop();
}, 600_000);
