import { type Actor, type Id, RequestError } from '@kith/kernel';

/**
 * The user who is asking for themselves. A key asks in a user's name, but what is the user's own it does not touch.
 *
 * @throws RequestError `FORBIDDEN` for keys and operators.
 */
export function requireUser({ userId, keyId }: Actor): Id<'User'> {
  if (!userId || keyId)
    throw new RequestError('FORBIDDEN', 'This is for users who have signed in themselves');
  return userId;
}
