import { type Actor, decodeId, encodeId, queryAsOf, type Reach, type Role, type Uuid } from '@kith/kernel';
import type { Means } from '../means.js';
import { authorize } from '../policy.js';
import type { NextDelivery } from './next-delivery.queries.js';

/** Why an endpoint may not go on, for its notice: the user for whom it acts has lost the rights that it needs. */
export class RightsLost extends Error {}

/** What another attempt would not mend. */
export class Hopeless extends Error {}

const mostBytes = 1024 * 1024;

interface Asking {
  readonly organizationId: Uuid;
  readonly requestId: string;
}

/** What passes by itself: the same query, asked later, may well be answered. */
const passing = ['SUBGRAPH_UNAVAILABLE', 'TIMEOUT', 'RATE_LIMITED', 'INTERNAL_SERVER_ERROR'];

/**
 * What a delivery says: the event, with its own data or with the answer of the endpoint's query as of the event. Both are
 * told with the rights that the endpoint's user has now.
 *
 * @throws RightsLost when that user may not know it any more; Hopeless; Error when the graph cannot answer at present.
 */
export async function deliveryBody(
  { graph }: Pick<Means, 'graph'>,
  delivery: NextDelivery,
  asking: Asking,
): Promise<string> {
  const { type, position, subjectType, subjectId, occurredAt, payload, query } = delivery;
  if (!occurredAt) throw new Hopeless('The log no longer holds the event');
  const actor = await presentActor(graph, delivery.actsFor, asking);
  const subject = encodeId(subjectType, subjectId);
  const at = occurredAt.toISOString();
  const told = { type, occurredAt: at, position: String(position), subject };
  if (query === null) {
    requireRight(actor);
    return JSON.stringify({ ...told, data: payload });
  }
  const request = { query: queryAsOf(query).text, variables: { subject, at } };
  const { data, errors = [] } = await graph.execute(request, { actor, requestId: asking.requestId });
  const passed = errors.find(({ extensions }) => passing.includes(String(extensions.code)));
  if (passed) throw new Error(`The query could not be answered: ${passed.message}`);
  const mistakes = errors.map(({ message, path, extensions: { code } }) => ({ message, path, code }));
  const body = JSON.stringify({ ...told, data, ...(mistakes.length > 0 && { errors: mistakes }) });
  if (Buffer.byteLength(body) > mostBytes) throw new Hopeless("The query's answer has more than 1 MiB");
  return body;
}

/** The user with the role that they have now, as identity says. */
async function presentActor(
  graph: Means['graph'],
  userId: Uuid,
  { organizationId, requestId }: Asking,
): Promise<Actor> {
  const { data, errors } = await graph.execute(
    {
      query:
        'query ($user: ID!) { memberships(first: 1, filter: { userId: { eq: $user } }) { nodes { role user { teams { id } } } } organization { memberReach } }',
      variables: { user: encodeId('User', userId) },
    },
    { actor: { userId, organizationId, role: 'VIEWER', scopes: [] }, requestId },
  );
  if (errors?.[0]) throw new Error(`The rights of the endpoint cannot be told: ${errors[0].message}`);
  const { memberships, organization } = data as unknown as {
    memberships: { nodes: { role: Role; user: { teams: { id: string }[] } | null }[] };
    organization: { memberReach: Reach } | null;
  };
  const [membership] = memberships.nodes;
  if (!membership) throw new RightsLost('The user for whom it acts is no member any more');
  const teamIds = (membership.user?.teams ?? []).map(({ id }) => decodeId('Team', id));
  return {
    userId,
    organizationId,
    role: membership.role,
    scopes: [],
    teamIds,
    reach: organization?.memberReach,
  };
}

function requireRight(actor: Actor): void {
  try {
    authorize(actor, 'event:read');
  } catch (error) {
    throw new RightsLost(`The user for whom it acts may not: ${(error as Error).message}`);
  }
}
