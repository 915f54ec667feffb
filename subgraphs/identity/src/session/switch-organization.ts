import { type Id, type Request, RequestError, type Tx, userError } from '@kith/kernel';
import { meansOf } from '../means.js';
import { organizationsOf } from '../user/organizations-of.js';
import type { UserOrganization } from '../user/user-organization.entity.js';
import { signAccessToken } from './access-token.js';
import { actIn } from './act-in.js';
import { claimsOf } from './claims.js';
import { requireUser } from './require-user.js';

interface Switched {
  accessToken: string;
  accessTokenExpiresAt: Date;
  organization: UserOrganization;
}

/** Lets the session of who is asking act in another of their organizations, also when it is refreshed. */
export async function switchOrganization(
  tx: Tx,
  request: Request,
  { organizationId }: { organizationId: Id<'Organization'> },
): Promise<Switched> {
  const userId = requireUser(tx.actor);
  const { sessionId } = tx.actor;
  const organization = (await organizationsOf(tx, userId)).find(({ id }) => id === organizationId);
  if (!organization)
    throw userError('NOT_FOUND', 'You belong to no organization with this id', ['organizationId']);
  const [{ is_switched: isSwitched } = { is_switched: false }] = await tx.query<{ is_switched: boolean }>(
    'select switch_session($1, $2, $3) as is_switched',
    [sessionId ?? null, userId, organizationId],
  );
  if (!sessionId || !isSwitched)
    throw new RequestError('UNAUTHENTICATED', 'The session has ended; sign in again');
  await actIn(tx, organizationId, userId);
  const claims = await claimsOf(tx, { sessionId, userId, organizationId });
  const { token, expiresAt } = await signAccessToken(claims, meansOf(request).accessTokenKey);
  return { accessToken: token, accessTokenExpiresAt: expiresAt, organization };
}
