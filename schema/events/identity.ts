import type { Event, LifeOf } from './event-types.js';

export interface OrganizationProperties {
  name: string;
  slug: string;
  currencyCode: string;
  locale: string;
  timezone: string;
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

export type IdentityEvents = LifeOf<'organization', 'Organization', OrganizationProperties> &
  LifeOf<'company', 'Company', CompanyProperties> &
  LifeOf<'person', 'Person', PersonProperties> & {
    readonly 'membership.created': Event<'Membership', { userId: string; role: string }>;
    readonly 'person.addresses_set': Event<'Person', { count: number }>;
    readonly 'company.addresses_set': Event<'Company', { count: number }>;
  };
