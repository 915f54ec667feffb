import { type Id, type Request, type Tx, under, userError } from '@kith/kernel';
import { foundOrganization } from '../organization/found-organization.js';
import { type SessionTokens, startSession } from '../session/start-session.js';
import type { VerifyEmailInput } from './account.inputs.js';
import { takeAccountToken } from './account-token.js';
import { isPassword } from './password.js';
import type { Registration } from './register.js';

/**
 * Makes the account of whoever registered, and with it their organization if they wanted one, and lets them in. Who
 * confirms also says the password: somebody else may have registered the address.
 */
export function verifyEmail(request: Request, input: VerifyEmailInput): Promise<SessionTokens> {
  return request.write(async (tx) => {
    const { email, content } = await takeAccountToken<Registration>(tx, 'REGISTER', input.token);
    if (!(await isPassword(input.password, content.passwordHash)))
      throw userError('INVALID', 'This is not the password that you registered with', ['password']);
    const userId = await makeAccount(tx, email, content);
    const wanted = input.organization ?? content.organization;
    if (wanted) await under('organization', () => foundOrganization(tx, userId, wanted));
    return startSession(tx, request, { userId, method: 'REGISTRATION' });
  });
}

async function makeAccount(tx: Tx, email: string, registration: Registration): Promise<Id<'User'>> {
  const [account] = await tx.query<{ password_hash: string | null }>('select * from account_of($1)', [email]);
  if (account?.password_hash)
    throw userError('UNIQUE', 'There is an account with this address; sign in', ['token']);
  const [made] = await tx.query<{ id: Id<'User'> }>('select user_for_email($1, $2) as id', [
    email,
    registration.displayName,
  ]);
  const userId = made?.id as Id<'User'>;
  await tx.query('select set_password($1, $2)', [userId, registration.passwordHash]);
  return userId;
}
