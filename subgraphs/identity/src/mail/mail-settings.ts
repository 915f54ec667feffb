import { optional, text, url, type ValuesOf } from '@kith/kernel';
import { openPost, type Post } from './post.js';

/** Where mails go; without a server they are kept. */
export const mailSettings = {
  SMTP_URL: optional(url('smtp', 'smtps')),
  MAIL_FROM: text('Kith <no-reply@localhost>'),
};

export function openMail({ SMTP_URL, MAIL_FROM }: ValuesOf<typeof mailSettings>): Post | null {
  return SMTP_URL === null ? null : openPost(SMTP_URL, MAIL_FROM);
}
