import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';
import { authPath } from '../access/session-cookies.js';

const name = 'kith_oauth';
const ttlSeconds = 600;
const common = { name, path: `${authPath}/oauth`, httpOnly: true, secure: true, sameSite: 'lax' } as const;

/** The state that this browser was sent to a provider with. */
export function stateOf({ cookie }: IncomingHttpHeaders): string | null {
  return (cookie === undefined ? undefined : parseCookie(cookie)[name]) ?? null;
}

export function setState(state: string): string {
  return stringifySetCookie({ ...common, value: state, maxAge: ttlSeconds });
}

export function clearedState(): string {
  return stringifySetCookie({ ...common, value: '', expires: new Date(0) });
}
