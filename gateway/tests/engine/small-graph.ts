import { buildSubgraphSchema } from '@apollo/subgraph';
import { createLogger, type RequestOrigin, type SubgraphEndpoint, type SubgraphRequest } from '@kith/kernel';
import { type ExecutionResult, execute, parse, validate } from 'graphql';
import { openDoor } from '../../src/admission/admission.js';
import type { Engine } from '../../src/engine/engine.js';
import { loadGraph } from '../../src/engine/load.js';
import { compose } from '../library.js';

const logger = createLogger('test', 'silent');

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible"])
`;

export interface SmallSubgraph {
  readonly sdl: string;
  readonly resolvers: object;
}

/** What a subgraph was asked, and whether it was called off. */
export interface Asked extends SubgraphRequest {
  readonly service: string;
  readonly signal: AbortSignal | undefined;
}

export interface SmallGraph {
  readonly engine: Engine;
  readonly supergraph: string;
  readonly replace: (supergraph: string) => void;
  /** All requests that subgraphs got, in their order. */
  readonly asked: Asked[];
  ask(query: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** How many requests a query takes, by subgraph. */
  counted(query: string, variables?: Record<string, unknown>): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

/** A graph of a few subgraphs in this process; each refuses documents that do not fit its schema. */
export async function smallGraph(
  subgraphs: Readonly<Record<string, SmallSubgraph>>,
  { deadlineMs = 60_000 } = {},
): Promise<SmallGraph> {
  const asked: Asked[] = [];
  const endpoints = new Map(
    Object.entries(subgraphs).map(([name, subgraph]) => [name, endpointOf(name, subgraph, asked)]),
  );
  const supergraph = await compose(
    Object.fromEntries(Object.entries(subgraphs).map(([name, { sdl }]) => [name, link + sdl])),
  );
  const reach = (name: string) => endpoints.get(name) as SubgraphEndpoint;
  const { gateway, engine, replace } = loadGraph({
    supergraph,
    reach,
    deadlineMs,
    logger,
    admission: openDoor,
  });
  await gateway.load();
  const ask: SmallGraph['ask'] = async (query, variables = {}) => {
    const prepared = engine().prepare(query);
    if ('errors' in prepared) return prepared;
    const answer = await engine().run(prepared, variables, { actor: null, requestId: 'r' });
    return JSON.parse(JSON.stringify(answer));
  };
  return {
    get engine() {
      return engine();
    },
    supergraph,
    replace,
    asked,
    ask,
    async counted(query, variables) {
      asked.length = 0;
      const { errors } = await ask(query, variables);
      expect(errors).toBeUndefined();
      return Object.fromEntries(
        [...Map.groupBy(asked, ({ service }) => service)].map(([service, all]) => [service, all.length]),
      );
    },
    stop: () => gateway.stop(),
  };
}

function endpointOf(name: string, { sdl, resolvers }: SmallSubgraph, asked: Asked[]): SubgraphEndpoint {
  const schema = buildSubgraphSchema([{ typeDefs: parse(link + sdl), resolvers: resolvers as never }]);
  return {
    name,
    async execute(request, contextValue: RequestOrigin, signal) {
      asked.push({ ...request, service: name, signal });
      const document = parse(request.query);
      const errors = validate(schema, document);
      if (errors.length > 0) return { errors };
      const { variables: variableValues, operationName } = request;
      return JSON.parse(
        JSON.stringify(await execute({ schema, document, variableValues, operationName, contextValue })),
      );
    },
  };
}
