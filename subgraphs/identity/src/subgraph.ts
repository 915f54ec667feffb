import { defineSubgraph } from '@kith/kernel';
import { AccountResolver } from './account/account.resolver.js';
import { Address } from './address/address.entity.js';
import { addressById } from './address/address.loaders.js';
import { CompanyAddressesResolver, PersonAddressesResolver } from './address/address.resolver.js';
import { Company } from './company/company.entity.js';
import { companyById } from './company/company.loaders.js';
import { CompanyResolver } from './company/company.resolver.js';
import { DuplicateResolver, PersonDuplicatesResolver } from './duplicate/duplicate.resolver.js';
import { events } from './events.js';
import { MailResolver } from './mail/mail.resolver.js';
import { Merge } from './merge/merge.entity.js';
import { mergeById } from './merge/merge.loaders.js';
import { MergeResolver, PersonMergesResolver } from './merge/merge.resolver.js';
import { Accounts } from './migrations/accounts.js';
import { People } from './migrations/people.js';
import { Organization } from './organization/organization.entity.js';
import { organizationById } from './organization/organization.loaders.js';
import { OrganizationResolver } from './organization/organization.resolver.js';
import { onActivityLogged } from './person/on-activity-logged.js';
import { onContactChanged } from './person/on-contact-changed.js';
import { onDealWon } from './person/on-deal-won.js';
import { onOrderChanged } from './person/on-order-changed.js';
import { Person } from './person/person.entity.js';
import { personById } from './person/person.loaders.js';
import { PersonResolver } from './person/person.resolver.js';
import { PersonChangeResolver } from './person/person-change.resolver.js';
import { RevocationResolver } from './session/revocation.resolver.js';
import { Session } from './session/session.entity.js';
import { sessionById } from './session/session.loaders.js';
import { SessionResolver } from './session/session.resolver.js';
import { Membership } from './user/membership.entity.js';
import { User } from './user/user.entity.js';
import { membershipById, userById } from './user/user.loaders.js';
import { MembershipResolver, UserResolver } from './user/user.resolver.js';

/** Who: organizations, their members, people, companies and addresses. */
export const identity = defineSubgraph({
  name: 'identity',
  databaseSchema: 'identity',
  entities: [Organization, User, Membership, Session, Person, Merge, Company, Address],
  resolvers: [
    OrganizationResolver,
    UserResolver,
    MembershipResolver,
    AccountResolver,
    SessionResolver,
    RevocationResolver,
    MailResolver,
    PersonResolver,
    PersonChangeResolver,
    MergeResolver,
    PersonMergesResolver,
    DuplicateResolver,
    PersonDuplicatesResolver,
    CompanyResolver,
    PersonAddressesResolver,
    CompanyAddressesResolver,
  ],
  nodes: [
    { type: Organization, find: (request, id) => organizationById(request).load(id) },
    { type: User, find: (request, id) => userById(request).load(id), isVersioned: false },
    { type: Membership, find: (request, id) => membershipById(request).load(id) },
    { type: Session, find: (request, id) => sessionById(request).load(id), isVersioned: false },
    { type: Person, find: (request, id) => personById(request).load(id) },
    { type: Merge, find: (request, id) => mergeById(request).load(id) },
    { type: Company, find: (request, id) => companyById(request).load(id) },
    { type: Address, find: (request, id) => addressById(request).load(id) },
  ],
  events,
  handlers: [...onOrderChanged, ...onContactChanged, onDealWon, onActivityLogged],
  migrations: [People, Accounts],
});
