import type { tokenVerifier as verifier } from '@kith/gateway';

type Vouched = Awaited<ReturnType<ReturnType<typeof verifier>>>;

/** Takes an access token at its word, once: after that it is as if the actor had been given. */
export function tokenVerifier(): ReturnType<typeof verifier> {
  const given = new Map<string, Vouched>();
  return async (token) => {
    const known = given.get(token) ?? vouchedBy(token);
    given.set(token, known);
    return known;
  };
}

function vouchedBy(token: string): Vouched {
  const said = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  const { sub, org, role, scopes, teams, reach, sid, iat, exp } = said;
  const actor = { userId: sub, organizationId: org, role, scopes, teamIds: teams, reach, sessionId: sid };
  return { actor, issuedAt: iat * 1000, expiresAt: exp * 1000 };
}

/** Nothing is ever revoked. */
export class Revoked {
  on(): void {}
  note(): void {}
  includes(): boolean {
    return false;
  }
  watch(): () => void {
    return () => undefined;
  }
}
