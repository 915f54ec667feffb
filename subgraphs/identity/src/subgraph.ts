import { defineSubgraph } from '@kith/kernel';
import { AccountResolver } from './account/account.resolver.js';
import { accountExpiries } from './account/account-expiries.js';
import { Address } from './address/address.entity.js';
import { addressById } from './address/address.loaders.js';
import { CompanyAddressesResolver, PersonAddressesResolver } from './address/address.resolver.js';
import { ApiKey } from './api-key/api-key.entity.js';
import { findApiKey } from './api-key/api-key.loaders.js';
import { ApiKeyResolver } from './api-key/api-key.resolver.js';
import { Company } from './company/company.entity.js';
import { companyById } from './company/company.loaders.js';
import { CompanyResolver } from './company/company.resolver.js';
import { DuplicateResolver, PersonDuplicatesResolver } from './duplicate/duplicate.resolver.js';
import { events } from './events.js';
import { Invitation } from './invitation/invitation.entity.js';
import { findInvitation } from './invitation/invitation.loaders.js';
import { InvitationResolver } from './invitation/invitation.resolver.js';
import { deliverMailTask } from './mail/deliver-mail.job.js';
import { MailResolver } from './mail/mail.resolver.js';
import { Merge } from './merge/merge.entity.js';
import { mergeById } from './merge/merge.loaders.js';
import { MergeResolver, PersonMergesResolver } from './merge/merge.resolver.js';
import { Accounts } from './migrations/accounts.js';
import { Members } from './migrations/members.js';
import { People } from './migrations/people.js';
import { OAuthResolver } from './oauth/oauth.resolver.js';
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
import { rights } from './policy.js';
import { sealed } from './sealed.js';
import { SecondFactorResolver } from './second-factor/second-factor.resolver.js';
import { RevocationResolver } from './session/revocation.resolver.js';
import { Session } from './session/session.entity.js';
import { sessionById } from './session/session.loaders.js';
import { SessionResolver } from './session/session.resolver.js';
import { Team } from './team/team.entity.js';
import { teamById } from './team/team.loaders.js';
import { TeamResolver, UserTeamsResolver } from './team/team.resolver.js';
import { Membership } from './user/membership.entity.js';
import { MembershipResolver } from './user/membership.resolver.js';
import { User } from './user/user.entity.js';
import { membershipById, userById } from './user/user.loaders.js';
import { UserResolver } from './user/user.resolver.js';

/** Who: organizations, their members, people, companies and addresses. */
export const identity = defineSubgraph({
  name: 'identity',
  databaseSchema: 'identity',
  entities: [
    Organization,
    User,
    Membership,
    Team,
    Invitation,
    ApiKey,
    Session,
    Person,
    Merge,
    Company,
    Address,
  ],
  resolvers: [
    OrganizationResolver,
    UserResolver,
    MembershipResolver,
    TeamResolver,
    UserTeamsResolver,
    InvitationResolver,
    ApiKeyResolver,
    AccountResolver,
    SecondFactorResolver,
    OAuthResolver,
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
  policy: rights,
  nodes: [
    { type: Organization, find: (request, id) => organizationById(request).load(id) },
    { type: User, find: (request, id) => userById(request).load(id), isVersioned: false },
    { type: Membership, noun: 'member', find: (request, id) => membershipById(request).load(id) },
    { type: Team, find: (request, id) => teamById(request).load(id) },
    { type: Invitation, find: findInvitation },
    { type: ApiKey, find: findApiKey },
    { type: Session, find: (request, id) => sessionById(request).load(id), isVersioned: false },
    { type: Person, find: (request, id) => personById(request).load(id) },
    { type: Merge, noun: 'person', find: (request, id) => mergeById(request).load(id) },
    { type: Company, find: (request, id) => companyById(request).load(id) },
    { type: Address, find: (request, id) => addressById(request).load(id) },
  ],
  events,
  handlers: [...onOrderChanged, ...onContactChanged, onDealWon, onActivityLogged],
  expiries: accountExpiries,
  sealed,
  tasks: [deliverMailTask],
  migrations: [People, Accounts, Members],
});
