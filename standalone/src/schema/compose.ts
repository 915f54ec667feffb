import { composeServices } from '@apollo/composition';
import { nodeOwners, nodesSdl } from '@kith/gateway';
import { parse, printSchema } from 'graphql';
import { subgraphs } from '../subgraphs.js';

export interface Composed {
  /** The SDL of every subgraph, `nodes` included, by name. */
  readonly sdls: Readonly<Record<string, string>>;
  readonly supergraph: string;
  /** The graph as clients see it. */
  readonly api: string;
}

/**
 * Composes the graph out of its subgraphs.
 *
 * @throws Error with a line for each mistake, and for each hint: what composition merely wonders at, disappears silently.
 */
export function compose(): Composed {
  const owned = Object.fromEntries(subgraphs.map(({ name, sdl }) => [name, sdl]));
  const sdls = { ...owned, nodes: nodesSdl(nodeOwners(owned)) };
  const services = Object.entries(sdls).map(([name, sdl]) => ({
    name,
    url: `http://${name}`,
    typeDefs: parse(sdl),
  }));
  const { errors, hints, supergraphSdl, schema } = composeServices(services);
  const complaints = [...(errors ?? []), ...(hints ?? [])].map((complaint) => complaint.message);
  if (!supergraphSdl || !schema || complaints.length > 0)
    throw new Error(`The subgraphs do not compose:\n${complaints.join('\n')}`);
  return { sdls, supergraph: supergraphSdl, api: printSchema(schema.toAPISchema().toGraphQLJSSchema()) };
}
