import { SqlMigration } from '@kith/kernel';
import { externalAccounts } from './accounts/external-accounts.js';
import { mail } from './accounts/mail.js';
import { secondFactors } from './accounts/second-factors.js';
import { sessions } from './accounts/sessions.js';
import { signIn } from './accounts/sign-in.js';
import { tables } from './accounts/tables.js';

/** What opens the door lies here as a hash, or sealed with a key that is not in the database. */
export class Accounts extends SqlMigration {
  readonly name = 'Accounts1795262400000';
  /** Databases remember the hash of this text: its parts follow each other with nothing between them. */
  readonly sql = [tables, signIn, sessions, secondFactors, externalAccounts, mail].join('');
}
