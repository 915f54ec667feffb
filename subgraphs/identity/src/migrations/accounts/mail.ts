import { definer } from './definer.js';

/** Mails, which lie sealed until they are sent. */
export const mail = `
    ${definer(
      'put_mail(mail_id uuid, recipient text, content bytea)',
      'void',
      `insert into mail (id, address, sealed) values (mail_id, recipient, content)`,
    )}
    ${definer(
      'mail_of(mail_id uuid)',
      'table (address text, sealed bytea)',
      `select m.address, m.sealed from mail m where m.id = mail_id and m.sealed is not null`,
    )}
    ${definer(
      'forget_mail(mail_id uuid)',
      'void',
      `update mail set sealed = null, sent_at = clock_timestamp() where id = mail_id`,
    )}
    ${definer(
      'mail_to(recipient text, most integer)',
      'table (id uuid, address text, sealed bytea, created_at timestamptz, sent_at timestamptz)',
      `select m.id, m.address, m.sealed, m.created_at, m.sent_at from mail m
       where (recipient is null or m.address = recipient) and m.sealed is not null order by m.created_at desc, m.id limit most`,
    )}
  `;
