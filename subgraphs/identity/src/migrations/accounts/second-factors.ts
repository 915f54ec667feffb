import { definer } from './definer.js';

/** Authenticators and recovery codes. */
export const secondFactors = `
    ${definer(
      'second_factor_of(account uuid)',
      'table (sealed bytea, is_confirmed boolean)',
      `select sealed, confirmed_at is not null from second_factor where user_id = account`,
    )}
    ${definer(
      'set_second_factor(account uuid, secret bytea)',
      'void',
      `delete from recovery_code where user_id = account;
       insert into second_factor (user_id, sealed) values (account, secret)
       on conflict (user_id) do update set sealed = secret, confirmed_at = null, last_step = 0`,
    )}
    ${definer(
      'remove_second_factor(account uuid)',
      'void',
      `delete from recovery_code where user_id = account; delete from second_factor where user_id = account`,
    )}
    -- A code is good once: of two who show the same one, one comes in.
    ${definer(
      'use_second_factor(account uuid, step bigint, is_first boolean)',
      'boolean',
      `update second_factor set last_step = step, confirmed_at = coalesce(confirmed_at, now())
       where user_id = account and last_step < step and (confirmed_at is null) = is_first returning true`,
    )}
    ${definer(
      'put_recovery_codes(account uuid, hashes bytea[])',
      'void',
      `delete from recovery_code where user_id = account;
       insert into recovery_code (user_id, hash) select account, unnest(hashes)`,
    )}
    ${definer(
      'use_recovery_code(account uuid, given bytea)',
      'boolean',
      `delete from recovery_code where user_id = account and hash = given returning true`,
    )}
`;
