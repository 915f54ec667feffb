import {
  type Actor,
  type Positions,
  policyFingerprint,
  type SubgraphEndpoint,
  subgraphRequests,
} from '@kith/kernel';
import type { ExecutionResult } from 'graphql';
import { noteWritten } from '../../graph/consistency.js';
import type { GatewayContext } from '../../graph/context.js';
import type { Fields } from '../plan/merge.js';
import type { SubgraphDocument } from './document.js';
import { SharedReads } from './shared-reads.js';

/** Who has no token, and was let through all the same: who wants to become somebody. */
const stranger: Actor = { userId: null, organizationId: null, role: null, scopes: [] };

/** Asks a subgraph. The signal calls a read off; a mutation that was sent is waited for by itself. */
export type AskSubgraph = (
  document: SubgraphDocument,
  variables: Fields,
  context: GatewayContext,
  signal: AbortSignal,
) => Promise<ExecutionResult>;

/** Asks subgraphs by these ways; identical reads of one actor that are under way are one. */
export function subgraphAsker(endpoints: ReadonlyMap<string, SubgraphEndpoint>): AskSubgraph {
  const reads = new SharedReads();
  const send = async (
    { service, text: query, operationName, isMutation }: SubgraphDocument,
    variables: Fields,
    context: GatewayContext,
    signal?: AbortSignal,
  ) => {
    const endpoint = endpoints.get(service);
    const origin = isMutation && !context.actor ? { ...context, actor: stranger } : context;
    if (!endpoint) throw new Error(`No way leads to the subgraph ${service}`);
    const answer = await subgraphRequests.during({ service, requestId: context.requestId }, () =>
      endpoint.execute({ query, variables, operationName }, origin, signal),
    );
    noteWritten(context, service, answer.extensions?.consistency as Positions | undefined);
    return answer;
  };
  return async (document, variables, context, signal) => {
    const { actor } = context;
    const owner = `${actor?.organizationId} ${actor?.userId}`;
    if (document.isMutation) {
      reads.part(owner);
      return send(document, variables, context).finally(() => reads.part(owner));
    }
    // A read that is under way may have begun before what this one has waited for.
    if (context.readsAnew) return send(document, variables, context, signal);
    const rights = actor ? policyFingerprint(actor) : '';
    const key = `${document.service} ${document.key} ${rights} ${JSON.stringify(variables)}`;
    return reads.read(owner, key, signal, (ending) => send(document, variables, context, ending));
  };
}
