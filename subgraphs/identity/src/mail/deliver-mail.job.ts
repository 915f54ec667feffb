import { type Actor, type Task, type TaskPremises, type Tx, transaction, unseal } from '@kith/kernel';
import { meansOf } from '../means.js';
import type { Letter } from './letters.js';
import { deliverMail, placeOf } from './send-mail.js';

const nobody: Actor = { userId: null, organizationId: null, role: null, scopes: [] };

/** Hands a mail to the post, and forgets what it said. One that is not taken over is tried again, later each time. */
export const deliverMailTask: Task = {
  name: deliverMail,
  async run(premises, payload) {
    const mailId = String(payload['mailId']);
    const { post, secretsKeys } = meansOf(premises);
    const [mail] = await within(premises, mailId, (tx) =>
      tx.query<{ address: string; sealed: Buffer }>('select * from mail_of($1)', [mailId]),
    );
    if (!mail || !post) return;
    const letter = JSON.parse(unseal(secretsKeys, placeOf(mailId), mail.sealed)) as Letter;
    await post.send(mail.address, letter);
    await within(premises, mailId, (tx) => tx.query('select forget_mail($1)', [mailId]));
  },
};

/** No transaction stays open while the post is waited for. */
async function within<Result>(
  { database }: TaskPremises,
  mailId: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return (await transaction(database, { actor: nobody, requestId: `mail ${mailId}` }, work)).result;
}
