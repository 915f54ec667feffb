import { definer } from './definer.js';

/** Who somebody is at a provider. */
export const externalAccounts = `
    ${definer(
      'account_at(provider_name text, provider_subject text)',
      'uuid',
      `select user_id from external_account where provider = provider_name and subject = provider_subject`,
    )}
    ${definer(
      'link_account(account uuid, provider_name text, provider_subject text)',
      'void',
      `insert into external_account (user_id, provider, subject) values (account, provider_name, provider_subject)`,
    )}
`;
