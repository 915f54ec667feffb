import { type Consistency, type Positions, RequestError, type SubgraphEndpoint } from '@kith/kernel';
import type { GatewayContext } from './context.js';

/** How long a request waits for what its token names. */
const patienceMs = 2_000;

/** A token as clients hold it: opaque to them, so that it can change. */
export function writeToken(positions: Consistency): string {
  return Buffer.from(JSON.stringify(positions)).toString('base64url');
}

/** @throws RequestError `BAD_USER_INPUT` when the text is no token. */
export function readToken(token: string): Consistency {
  try {
    const positions = JSON.parse(Buffer.from(token, 'base64url').toString()) as Consistency;
    const isRight = Object.values(positions).every(
      (range) => Array.isArray(range) && range.length === 2 && range.every(Number.isSafeInteger),
    );
    if (isRight && typeof positions === 'object' && Object.keys(positions).length <= 20) return positions;
  } catch {}
  throw new RequestError('BAD_USER_INPUT', 'x-consistency holds no consistency token of this graph');
}

/**
 * Waits until all subgraphs have handled what the token names, and what that caused, and so on. Events caused by events
 * are waited for in rounds, until a round finds no others.
 *
 * @throws RequestError `TIMEOUT` with the `services` that were not there in time.
 */
export async function untilConsistent(
  endpoints: readonly SubgraphEndpoint[],
  token: string,
  context: GatewayContext,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  const reached = new Map(Object.entries(readToken(token)));
  for (let wanted: Consistency = Object.fromEntries(reached); Object.keys(wanted).length > 0; ) {
    const settled = await Promise.all(
      endpoints.map(async (endpoint) => {
        const answer = await endpoint.settle?.(wanted, context, deadline);
        return { name: endpoint.name, isSettled: answer?.isSettled ?? true, caused: answer?.caused ?? null };
      }),
    );
    const services = settled.filter(({ isSettled }) => !isSettled).map(({ name }) => name);
    if (services.length > 0) {
      const message = `${services.join(', ')} did not apply what the consistency token names within ${patienceMs} ms`;
      throw new RequestError('TIMEOUT', message, { services });
    }
    const further = settled.flatMap(({ name, caused }) => {
      const known = reached.get(name);
      if (!caused || (known && known[0] <= caused[0] && known[1] >= caused[1])) return [];
      return [[name, widened(known, caused)] as const];
    });
    for (const [name, positions] of further) reached.set(name, positions);
    wanted = Object.fromEntries(further);
  }
}

/** What an answer's `extensions` say of where its mutations stand; of an answer that wrote nothing, nothing. */
export function consistencyOf({ written }: GatewayContext): { consistency: string } | undefined {
  return written?.size ? { consistency: writeToken(Object.fromEntries(written)) } : undefined;
}

/** Notes what a subgraph's answer says of what was written there. */
export function noteWritten(
  { written }: GatewayContext,
  service: string,
  positions: Positions | undefined,
): void {
  if (positions) written?.set(service, widened(written.get(service), positions));
}

function widened(known: Positions | undefined, further: Positions): Positions {
  return known ? [Math.min(known[0], further[0]), Math.max(known[1], further[1])] : further;
}
