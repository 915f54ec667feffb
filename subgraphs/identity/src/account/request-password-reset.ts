import type { Request } from '@kith/kernel';
import { noAccount, resetPassword } from '../mail/letters.js';
import { sendMail } from '../mail/send-mail.js';
import { meansOf } from '../means.js';
import { issueAccountToken } from './account-token.js';

/** Writes to an address how to set a new password, or that there is no account: whoever asked learns neither. */
export async function requestPasswordReset(request: Request, address: string): Promise<void> {
  const email = address.toLowerCase();
  const { publicUrl } = meansOf(request);
  await request.write(async (tx) => {
    const [account] = await tx.query('select * from account_of($1)', [email]);
    const token = await issueAccountToken(tx, 'RESET_PASSWORD', email);
    await sendMail(tx, request, email, account ? resetPassword(publicUrl, token) : noAccount(publicUrl));
  });
}
