import type { Expiry } from '@kith/kernel';

const older = (table: string, since: string): Expiry => `
  delete from ${table} where id in (
    select id from ${table} where ${since} < now() - make_interval(days => $1::int) limit $2
  )`;

/** Mails, refusals of those who are in no organization, and sessions that are over, after as many days as events are kept. */
export const accountExpiries: readonly Expiry[] = [
  older('mail', 'created_at'),
  older('homeless_sign_in', 'at'),
  older('session', 'coalesce(ended_at, expires_at)'),
];
