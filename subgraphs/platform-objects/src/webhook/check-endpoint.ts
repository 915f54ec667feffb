import { type Actor, encodeId, queryAsOf, RequestError, userError } from '@kith/kernel';
import { eventTypes as known } from '@kith/schema/events/all-types';
import type { Means } from '../means.js';
import { authorize } from '../policy.js';
import { Refused } from './receivers.js';

interface Given {
  readonly url?: string | null;
  readonly eventTypes?: readonly string[] | null;
  readonly query?: string | null;
}

/** Who asks, in which request. */
interface Asking {
  readonly actor: Actor;
  readonly requestId: string;
}

/**
 * Checks what an endpoint is to be, as far as others know it: whether the URL may be called, whether the types exist,
 * and whether the graph takes the query.
 *
 * @throws UserErrors with the path of what is wrong.
 */
export async function checkEndpoint(
  { receivers, graph }: Pick<Means, 'receivers' | 'graph'>,
  asking: Asking,
  { url, eventTypes, query }: Given,
): Promise<void> {
  authorize(asking.actor, 'webhook:write');
  if (eventTypes) checkTypes(eventTypes);
  if (url != null) {
    await receivers.check(url).catch((error: unknown) => {
      throw error instanceof Refused ? userError('INVALID', error.message, ['url']) : error;
    });
  }
  if (query != null) await checkQuery(graph, asking, query);
}

function checkTypes(eventTypes: readonly string[]): void {
  if (eventTypes.length === 0) throw userError('REQUIRED', 'Say at least one type of event', ['eventTypes']);
  for (const [index, type] of eventTypes.entries()) {
    if (type !== '*' && !known.includes(type))
      throw userError('INVALID', `There is no event ${JSON.stringify(type.slice(0, 100))}`, [
        'eventTypes',
        index,
      ]);
  }
}

const mistakes = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];

/** The graph itself says whether it understands the query, by answering it as of a moment when nothing had happened. */
async function checkQuery(graph: Means['graph'], asking: Asking, query: string): Promise<void> {
  const refuse = (message: string) => userError('INVALID', message, ['query']);
  let asked: ReturnType<typeof queryAsOf>;
  try {
    asked = queryAsOf(query);
  } catch (error) {
    throw refuse((error as Error).message);
  }
  const other = asked.variables.find((name) => name !== 'subject' && name !== 'at');
  if (other) throw refuse(`It may take $subject and $at; nothing would give it $${other}`);
  const variables = { subject: encodeId('Person', nobody), at: '1970-01-01T00:00:00.000Z' };
  const { actor, requestId } = asking;
  const { errors = [] } = await graph.execute({ query: asked.text, variables }, { actor, requestId });
  // An error with a path is one of this moment's answer; one without is of the query itself.
  const mistake = errors.find(({ path }) => !path);
  if (!mistake) return;
  if (mistakes.includes(String(mistake.extensions.code))) throw refuse(mistake.message);
  throw new RequestError('SUBGRAPH_UNAVAILABLE', 'The graph cannot check the query at present; try again');
}

const nobody = '00000000-0000-7000-8000-000000000000';
