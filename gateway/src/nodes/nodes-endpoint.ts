import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  documentChecker,
  instantOf,
  parseId,
  RequestError,
  type RequestOrigin,
  type SubgraphEndpoint,
} from '@kith/kernel';
import { execute, GraphQLError, parse } from 'graphql';
import { type ExplainArgs, explainAccess } from './explain-access.js';
import { type NodeOwner, nodeOwners, nodesSdl } from './nodes-graph.js';

const mostNodes = 100;

/** A request to this subgraph, and the instant that it asks for. */
type NodesRequest = RequestOrigin & { readonly asOf: Date | null };

/** What the owner answered for one id; an error fails the place of that id and leaves the others whole. */
type Found = { __typename: string; id: string } | Error | null;

/** The subgraph `nodes`: it asks the owner of each id whether the node exists, so that an unknown id is null and no stub. */
export function nodesEndpoint(
  sdls: Readonly<Record<string, string>>,
  endpoints: readonly SubgraphEndpoint[],
): SubgraphEndpoint {
  const owners = nodeOwners(sdls);
  const byName = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));
  const find = async (ids: readonly string[], origin: NodesRequest): Promise<Found[]> => {
    const found = new Map<string, Found>();
    const owned = Map.groupBy(new Set(ids), (id) => ownerOf(id, owners).subgraph);
    await Promise.all(
      [...owned].map(async ([subgraph, group]) => {
        const answers = await askOwner(byName.get(subgraph) as SubgraphEndpoint, group, owners, origin);
        group.forEach((id, index) => void found.set(id, answers[index] ?? null));
      }),
    );
    return ids.map((id) => found.get(id) ?? null);
  };
  const resolvers = {
    Query: {
      node: async (_: unknown, { id }: { id: string }, origin: NodesRequest) => (await find([id], origin))[0],
      nodes: (_: unknown, { ids }: { ids: string[] }, origin: NodesRequest) => {
        if (ids.length > mostNodes)
          throw new RequestError('BAD_USER_INPUT', `nodes takes at most ${mostNodes} ids`);
        return find(ids, origin);
      },
      explainAccess: (_: unknown, { entity, action }: ExplainArgs, origin: NodesRequest) => {
        const owner = byName.get(ownerOf(entity, owners).subgraph) as SubgraphEndpoint;
        return explainAccess(owner, { entity, action }, origin);
      },
    },
    Node: { __resolveType: (node: { __typename: string }) => node.__typename },
  };
  const schema = buildSubgraphSchema([{ typeDefs: parse(nodesSdl(owners)), resolvers: resolvers as never }]);
  const check = documentChecker(schema);
  return {
    name: 'nodes',
    async execute({ query, variables, operationName }, origin) {
      const checked = check(query);
      if ('errors' in checked) return checked;
      const { document } = checked;
      const contextValue = { ...origin, asOf: instantOf(document, operationName, variables) };
      return execute({ schema, document, variableValues: variables, operationName, contextValue });
    },
  };
}

function ownerOf(id: string, owners: ReadonlyMap<string, NodeOwner>): NodeOwner {
  const owner = owners.get(parseId(id)?.prefix ?? '');
  if (!owner)
    throw new RequestError('BAD_USER_INPUT', `${JSON.stringify(id.slice(0, 60))} is no id of this graph`);
  return owner;
}

async function askOwner(
  endpoint: SubgraphEndpoint,
  ids: readonly string[],
  owners: ReadonlyMap<string, NodeOwner>,
  origin: NodesRequest,
): Promise<Found[]> {
  const typeNames = new Map(ids.map((id) => [id, ownerOf(id, owners).typeName]));
  const selections = [...new Set(typeNames.values())].map((name) => `... on ${name} { id }`).join(' ');
  const instant = origin.asOf ? ` @asOf(at: "${origin.asOf.toISOString()}")` : '';
  const query = `query ($representations: [_Any!]!)${instant} { _entities(representations: $representations) { __typename ${selections} } }`;
  const representations = ids.map((id) => ({ __typename: typeNames.get(id), id }));
  try {
    const { data, errors = [] } = await endpoint.execute({ query, variables: { representations } }, origin);
    const found = data?._entities as Found[] | undefined;
    return ids.map((_, index) => found?.[index] ?? errorOf(index, errors));
  } catch (error) {
    return ids.map(() => error as Error);
  }
}

/** The error that stands for an entity: its own, or that of the whole answer. None means that it does not exist. */
function errorOf(index: number, errors: readonly GraphQLError[]): Error | null {
  const error = errors.find(({ path }) => path?.[1] === undefined || path[1] === index);
  return error ? new GraphQLError(error.message, { extensions: error.extensions }) : null;
}
