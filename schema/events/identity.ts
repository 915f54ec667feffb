import type { Event, LifeOf } from './event-types.js';

export interface OrganizationProperties {
  name: string;
  slug: string;
  currencyCode: string;
  locale: string;
  timezone: string;
  memberReach: string;
}

export interface CompanyProperties {
  name: string;
  domain: string | null;
  industry: string | null;
  size: string | null;
}

export interface PersonProperties {
  displayName: string;
  firstName: string | null;
  middleName: string | null;
  lastName: string | null;
  email: string | null;
  emailVerified: boolean;
  phone: string | null;
  phoneVerified: boolean;
  avatarUrl: string | null;
  lifecycleStage: 'VISITOR' | 'LEAD' | 'CUSTOMER' | 'EVANGELIST';
  source: 'ORGANIC' | 'PAID' | 'DIRECT' | 'REFERRAL' | 'CHECKOUT' | 'LEAD_FORM' | null;
  companyId: string | null;
  leadStatus: 'NEW' | 'CONTACTED' | 'QUALIFIED' | 'UNQUALIFIED' | 'CUSTOMER' | null;
  orderCount: number;
  activityCount: number;
  customerValue: string;
  leadScore: number;
  lastActivityAt: string | null;
}

/** People who are one, or were and are no longer: for each, whom they are seen as, and all of them. */
export interface Merging {
  readonly mergeId: string;
  readonly clusters: readonly { readonly id: string; readonly members: readonly string[] }[];
}

export interface MergeProperties {
  survivorId: string;
  loserIds: string[];
  /** Whose property is shown, by property. */
  chosen: Readonly<Record<string, string>>;
  undoneAt: string | null;
}

export interface MembershipProperties {
  userId: string;
  role: string;
  disabledAt: string | null;
}

export interface InvitationProperties {
  email: string;
  role: string;
  invitedBy: string;
  expiresAt: string;
  acceptedAt: string | null;
  revokedAt: string | null;
}

export interface TeamProperties {
  name: string;
}

export interface ApiKeyProperties {
  name: string;
  prefix: string;
  scopes: string[] | null;
  appId: string | null;
  operationMode: 'OPEN' | 'LOG' | 'LOCKED';
  createdBy: string;
  expiresAt: string | null;
  revokedAt: string | null;
}

/** By which way somebody came or wanted to, and what came of it. */
export interface SignIn {
  method: 'PASSWORD' | 'REGISTRATION' | 'REFRESH_TOKEN' | 'GOOGLE' | 'GITHUB';
  outcome: 'SIGNED_IN' | 'WRONG_PASSWORD' | 'WRONG_CODE' | 'LOCKED_OUT' | 'REUSED' | 'NOT_VERIFIED';
}

export type IdentityEvents = LifeOf<'organization', 'Organization', OrganizationProperties> &
  LifeOf<'membership', 'Membership', MembershipProperties> &
  LifeOf<'invitation', 'Invitation', InvitationProperties> &
  LifeOf<'team', 'Team', TeamProperties> &
  LifeOf<'api_key', 'ApiKey', ApiKeyProperties> &
  LifeOf<'company', 'Company', CompanyProperties> &
  LifeOf<'person', 'Person', PersonProperties> &
  LifeOf<'merge', 'Merge', MergeProperties> & {
    readonly 'membership.deleted': Event<'Membership', MembershipProperties>;
    readonly 'team.deleted': Event<'Team', TeamProperties>;
    readonly 'team.member_added': Event<'Team', { userId: string }>;
    readonly 'team.member_removed': Event<'Team', { userId: string }>;
    readonly 'api_key.first_used': Event<'ApiKey', Record<string, never>>;
    readonly 'user.signed_in': Event<'User', SignIn>;
    readonly 'user.sign_in_refused': Event<'User', SignIn>;
    readonly 'user.signed_out': Event<'User', { sessionIds: string[] }>;
    /** By who knew the present one, or by who reads the mails of the address. */
    readonly 'user.password_changed': Event<'User', { by: 'PASSWORD' | 'MAIL' }>;
    readonly 'user.second_factor_changed': Event<'User', { isOn: boolean }>;
    readonly 'person.merged': Event<'Person', Merging>;
    readonly 'person.unmerged': Event<'Person', Merging>;
    readonly 'person.addresses_set': Event<'Person', { count: number }>;
    readonly 'company.addresses_set': Event<'Company', { count: number }>;
  };
