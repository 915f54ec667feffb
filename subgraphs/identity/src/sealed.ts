import type { Sealed } from '@kith/kernel';
import { placeOf as placeOfMail } from './mail/send-mail.js';
import { meansOf } from './means.js';
import { place as placeOfJourney } from './oauth/begin-oauth.js';
import { placeOf as placeOfFactor } from './second-factor/authenticator.js';

/** What lies here sealed: mails, secrets of authenticators, and what is remembered while somebody is at a provider. */
export const sealed: Sealed = {
  keysOf: (premises) => meansOf(premises).secretsKeys,
  tables: [
    { table: 'mail', of: ['id'], place: ({ id = '' }) => placeOfMail(id) },
    { table: 'second_factor', of: ['user_id'], place: ({ user_id = '' }) => placeOfFactor(user_id) },
    { table: 'account_token', of: [], place: () => placeOfJourney },
  ],
};
