import { type Request, RequestError, type Uuid, unseal } from '@kith/kernel';
import { meansOf } from '../means.js';
import { authorize } from '../policy.js';
import type { Letter } from './letters.js';
import type { Mail } from './mail.entity.js';
import { placeOf } from './send-mail.js';

const most = 100;

/** The newest mails to one's own address or, for operators, to any. */
export async function mailbox(
  request: Request,
  { address, first }: { address: string | null; first: number },
): Promise<Mail[]> {
  if (first < 0 || first > most) throw new RequestError('BAD_USER_INPUT', `A page holds at most ${most}`);
  const { snapshot, actor } = request;
  const { secretsKeys, post } = meansOf(request);
  if (post) throw new RequestError('FEATURE_DISABLED', 'Mails are sent here, and not kept');
  request.requirePresent('mailbox');
  let recipient = address?.toLowerCase() ?? null;
  if (actor.userId && !actor.keyId) {
    const [own] = await snapshot.query<{ email: string }>('select address_of($1) as email', [actor.userId]);
    recipient = own?.email ?? '';
  } else authorize(actor, 'mail:read');
  const rows = await snapshot.query<{ id: Uuid; address: string; sealed: Buffer; created_at: Date }>(
    'select * from mail_to($1, $2)',
    [recipient, first],
  );
  return rows.map(({ id, address, sealed, created_at: createdAt }) => {
    const { subject, text } = JSON.parse(unseal(secretsKeys, placeOf(id), sealed)) as Letter;
    return { mailId: id, address, subject, text, createdAt };
  });
}
