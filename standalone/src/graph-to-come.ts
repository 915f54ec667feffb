import { type Graph, RequestError } from '@kith/kernel';

/** The graph as subgraphs of its own process know it: they start before it, and ask it once it is there. */
export function graphToCome(): { readonly graph: Graph; arrive(graph: Graph): void } {
  let arrived: Graph | undefined;
  return {
    graph: {
      async execute(request, origin) {
        if (!arrived)
          throw new RequestError('SUBGRAPH_UNAVAILABLE', 'The graph has not started yet; try again');
        return arrived.execute(request, origin);
      },
    },
    arrive: (graph) => {
      arrived = graph;
    },
  };
}
