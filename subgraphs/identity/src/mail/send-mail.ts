import { randomUUID } from 'node:crypto';
import { type Request, seal, type Tx } from '@kith/kernel';
import { meansOf } from '../means.js';
import type { Letter } from './letters.js';

/** Puts a letter into the box of what goes out, sealed, since it may hold what opens the door. It goes if the transaction commits. */
export async function sendMail(tx: Tx, request: Request, address: string, letter: Letter): Promise<void> {
  const id = randomUUID();
  const sealed = seal(meansOf(request).secretsKey, placeOf(id), JSON.stringify(letter));
  await tx.query('select put_mail($1, $2, $3)', [id, address, sealed]);
}

/** What a letter is sealed for. */
export function placeOf(mailId: string): string {
  return `mail/${mailId}`;
}
