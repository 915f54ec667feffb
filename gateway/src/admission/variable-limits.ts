import { RequestError } from '@kith/kernel';

const mostDepth = 32;
const mostValues = 50_000;

/**
 * Bounds what comes beside a text, before anything walks through it by its types. The bytes are bounded by the request's.
 *
 * @throws RequestError `BAD_USER_INPUT`
 */
export function refuseOversizeVariables(variables: Readonly<Record<string, unknown>>): void {
  let values = 0;
  let level: unknown[] = [variables];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > mostDepth) throw refusal(`are nested more than ${mostDepth} levels deep`);
    const below: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      for (const key in value) {
        if (++values > mostValues) throw refusal(`hold more than ${mostValues} values`);
        below.push((value as Record<string, unknown>)[key]);
      }
    }
    level = below;
  }
}

function refusal(what: string): RequestError {
  return new RequestError('BAD_USER_INPUT', `The variables ${what}`, { http: { status: 400 } });
}
