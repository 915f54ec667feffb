import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';

/** Where alone the refresh token goes. */
export const authPath = '/api/v1/auth';

const access = 'kith_access';
const refresh = 'kith_refresh';

/** The tokens of a browser, whose pages cannot read them. */
export interface CookieTokens {
  readonly access: string | undefined;
  readonly refresh: string | undefined;
}

export function cookieTokens({ cookie }: IncomingHttpHeaders): CookieTokens {
  const found = cookie === undefined ? {} : parseCookie(cookie);
  return { access: found[access], refresh: found[refresh] };
}

export interface SessionTokens {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: string;
}

/** Browsers keep secure cookies of localhost too, without TLS. */
const common = { httpOnly: true, secure: true } as const;

/** The headers that give a browser its tokens, or take them from it. */
export function setCookies(tokens: SessionTokens | null): string[] {
  const until = (instant: string | undefined) => ({ expires: new Date(instant ?? 0) });
  return [
    stringifySetCookie({
      ...common,
      ...until(tokens?.accessTokenExpiresAt),
      name: access,
      value: tokens?.accessToken ?? '',
      path: '/',
      // A link from elsewhere leads in; what changes something does not.
      sameSite: 'lax',
    }),
    stringifySetCookie({
      ...common,
      ...until(tokens?.refreshTokenExpiresAt),
      name: refresh,
      value: tokens?.refreshToken ?? '',
      path: authPath,
      sameSite: 'strict',
    }),
  ];
}
