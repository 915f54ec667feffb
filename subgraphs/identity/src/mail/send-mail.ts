import { randomUUID } from 'node:crypto';
import { type Request, seal, type Tx } from '@kith/kernel';
import { meansOf } from '../means.js';
import type { Letter } from './letters.js';

/** The task that hands a mail to the post. */
export const deliverMail = 'deliver mail';

/** Puts a letter into the box of what goes out, sealed, since it may hold what opens the door. It goes if the transaction commits. */
export async function sendMail(tx: Tx, request: Request, address: string, letter: Letter): Promise<void> {
  const id = randomUUID();
  const { secretsKeys, post } = meansOf(request);
  const sealed = seal(secretsKeys, placeOf(id), JSON.stringify(letter));
  await tx.query('select put_mail($1, $2, $3)', [id, address, sealed]);
  if (post)
    await tx.query(`select add_job($1, $2, jsonb_build_object('mailId', $2::text), now(), false)`, [
      deliverMail,
      id,
    ]);
}

/** What a letter is sealed for. */
export function placeOf(mailId: string): string {
  return `mail/${mailId}`;
}
