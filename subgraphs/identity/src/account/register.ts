import { type Request, requireText, type Tx } from '@kith/kernel';
import { alreadyRegistered, confirmAddress } from '../mail/letters.js';
import { sendMail } from '../mail/send-mail.js';
import { meansOf } from '../means.js';
import type { RegisterInput } from './account.inputs.js';
import { issueAccountToken } from './account-token.js';
import { hashPassword, requireStrong } from './password.js';

/** What waits for the address to be confirmed. There is no account before that: nobody can prepare one for somebody else. */
export interface Registration {
  readonly displayName: string;
  readonly passwordHash: string;
  readonly organization: RegisterInput['organization'] | null;
}

/** Asks the owner of an address to confirm it. It does the same for every address, so it does not tell who is known. */
export async function register(request: Request, input: RegisterInput): Promise<void> {
  const displayName = requireText(input.displayName, 'displayName');
  const email = input.email.toLowerCase();
  requireStrong(input.password, email);
  const passwordHash = await hashPassword(input.password);
  const registration: Registration = { displayName, passwordHash, organization: input.organization ?? null };
  await request.write((tx) => askToConfirm(tx, request, email, registration));
}

async function askToConfirm(
  tx: Tx,
  request: Request,
  email: string,
  registration: Registration,
): Promise<void> {
  const { publicUrl } = meansOf(request);
  const [account] = await tx.query<{ password_hash: string | null }>('select * from account_of($1)', [email]);
  const token = await issueAccountToken(tx, 'REGISTER', email, registration);
  const isRegistered = account?.password_hash != null;
  await sendMail(
    tx,
    request,
    email,
    isRegistered ? alreadyRegistered(publicUrl) : confirmAddress(publicUrl, token),
  );
}
