/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Somebody to take into the present organization. */
export type AddMemberInput = {
  /** What they are called, when the account is made. */
  displayName: string;
  /** Where they are reached; an account with it is used, else one is made. */
  email: string;
  /** What they may do. */
  role: Role;
};

/** A postal address. */
export type AddressInput = {
  /** City. */
  city?: string | null | undefined;
  /** Country. */
  countryCode?: string | null | undefined;
  /** The one to take among those of its type. */
  isDefault?: boolean;
  /** What its owner calls it. */
  label?: string | null | undefined;
  /** Street, house and what else stands above the city; at most 6 lines. */
  lines: Array<string>;
  /** Postal code. */
  postalCode?: string | null | undefined;
  /** State or province. */
  stateProvince?: string | null | undefined;
  /** What it is used for. */
  type: AddressType;
};

/** Whose address it is: give exactly one. */
export type AddressOwnerBy = {
  /** A company. */
  companyId?: string | number | null | undefined;
  /** A person. */
  personId?: string | number | null | undefined;
};

/** What an address is used for. */
export type AddressType =
  /** Invoices go there. */
  | 'BILLING'
  /** Where a company is. */
  | 'BUSINESS'
  /** Where a person lives. */
  | 'HOME'
  /** Goods go there. */
  | 'SHIPPING';

/** One way to name a company: give exactly one. */
export type CompanyBy = {
  /** By its domain. */
  domain?: string | null | undefined;
  /** By its name in another system. */
  externalId?: ExternalIdInput | null | undefined;
  /** By its id. */
  id?: string | number | null | undefined;
};

/** What is known of a company. */
export type CompanyInput = {
  /** Its domain. */
  domain?: string | null | undefined;
  /** Its names in other systems; at most 20. */
  externalIds?: Array<ExternalIdInput> | null | undefined;
  /** What it does. */
  industry?: string | null | undefined;
  /** What it is called. */
  name: string;
  /** How large it is. */
  size?: string | null | undefined;
};

/** A new organization and its owner. */
export type CreateOrganizationInput = {
  /** The one currency of its money; it cannot change later. */
  currencyCode: string;
  /** Its language and region. */
  locale?: string;
  /** What it is called. */
  name: string;
  /** Its first member. */
  owner: OwnerInput;
  /** Lower-case letters, digits and hyphens, unique in the installation. */
  slug: string;
  /** Its time zone. */
  timezone?: string;
};

/** What a mistake in one row of a bulk mutation does to the others. */
export type ErrorPolicy =
  /** Nothing is written unless every row is right. */
  | 'REJECT_ALL'
  /** The rows that are right are written. */
  | 'REJECT_FAILED_ROWS';

/** The name of something in another system. */
export type ExternalIdInput = {
  /** The id that it has there. */
  id: string;
  /** The other system: `shopify`. */
  system: string;
};

/** All addresses of one owner. */
export type OwnerAddresses = {
  /** The addresses; at most 50. */
  addresses: Array<AddressInput>;
  /** Whose they are. */
  owner: AddressOwnerBy;
};

/** The person who will own a new organization. */
export type OwnerInput = {
  /** What they are called. */
  displayName: string;
  /** Where they are reached; an account with it is used, else one is made. */
  email: string;
};

/** One way to name a person: give exactly one. */
export type PersonBy = {
  /** By their e-mail address. */
  email?: string | null | undefined;
  /** By their name in another system. */
  externalId?: ExternalIdInput | null | undefined;
  /** By their id. */
  id?: string | number | null | undefined;
  /** By their phone number; several may have it, then the oldest is meant. */
  phone?: string | null | undefined;
};

/** What is known of a person. */
export type PersonInput = {
  /** Where their picture is. */
  avatarUrl?: string | null | undefined;
  /** Where they work. */
  companyId?: string | number | null | undefined;
  /** What the person is called; enough on its own. */
  displayName: string;
  /** E-mail address, unique in the organization. */
  email?: string | null | undefined;
  /** Their names in other systems; at most 20. */
  externalIds?: Array<ExternalIdInput> | null | undefined;
  /** First name. */
  firstName?: string | null | undefined;
  /** Last name. */
  lastName?: string | null | undefined;
  /** Middle name. */
  middleName?: string | null | undefined;
  /** Phone number. */
  phone?: string | null | undefined;
  /** How the person was won. */
  source?: PersonSource | null | undefined;
};

/** How a person was won. */
export type PersonSource =
  /** Came to the business directly. */
  | 'DIRECT'
  /** Found the business without being led there. */
  | 'ORGANIC'
  /** Came by an advertisement. */
  | 'PAID'
  /** Was sent by somebody. */
  | 'REFERRAL';

/** What a member of an organization may do; each may what those below it may. */
export type Role =
  /** Settings, members, and imports. */
  | 'ADMIN'
  /** The work of others too. */
  | 'MANAGER'
  /** Daily work. */
  | 'MEMBER'
  /** Everything, ownership included. */
  | 'OWNER'
  /** Reads, and changes nothing. */
  | 'VIEWER';

/** Addresses that take the place of those that the owners have; at most 250 owners. */
export type SetAddressesInput = {
  /** The owners with their addresses. */
  owners: Array<OwnerAddresses>;
};

/** Companies to change or make; at most 250. */
export type UpsertCompaniesInput = {
  /** A row for each company. */
  companies: Array<UpsertCompanyRow>;
  /** What a mistake in a row does to the others. */
  errorPolicy?: ErrorPolicy;
};

/** A company to change or, when there is none, to make. */
export type UpsertCompanyRow = {
  /** Which company. */
  by: CompanyBy;
  /** What is known of it. */
  company: CompanyInput;
};

/** People to change or make; at most 250. */
export type UpsertPeopleInput = {
  /** What a mistake in a row does to the others. */
  errorPolicy?: ErrorPolicy;
  /** A row for each person. */
  people: Array<UpsertPersonRow>;
};

/** A person to change or, when there is none, to make. */
export type UpsertPersonRow = {
  /** Which person. */
  by: PersonBy;
  /** What is known of them. */
  person: PersonInput;
};

export type DemoChinookPeopleMutationVariables = Exact<{
  input: UpsertPeopleInput;
}>;


export type DemoChinookPeopleMutation = { upsertPeople: { results: Array<{ person: { id: string } | null }>, userErrors: Array<{ message: string }> } };

export type DemoMemberListQueryVariables = Exact<{ [key: string]: never; }>;


export type DemoMemberListQuery = { memberships: { nodes: Array<{ role: Role, user: { id: string, email: string } | null }> } };

export type DemoAddMemberMutationVariables = Exact<{
  input: AddMemberInput;
}>;


export type DemoAddMemberMutation = { addMember: { user: { id: string } | null, userErrors: Array<{ message: string }> } };

export type DemoCompaniesMutationVariables = Exact<{
  input: UpsertCompaniesInput;
}>;


export type DemoCompaniesMutation = { upsertCompanies: { results: Array<{ company: { id: string } | null }>, userErrors: Array<{ message: string }> } };

export type DemoPeopleMutationVariables = Exact<{
  input: UpsertPeopleInput;
}>;


export type DemoPeopleMutation = { upsertPeople: { results: Array<{ person: { id: string } | null }>, userErrors: Array<{ message: string }> } };

export type DemoAddressesMutationVariables = Exact<{
  input: SetAddressesInput;
}>;


export type DemoAddressesMutation = { setAddresses: { userErrors: Array<{ message: string }> } };

export type DemoMembersQueryVariables = Exact<{ [key: string]: never; }>;


export type DemoMembersQuery = { organization: { slug: string } | null, memberships: { nodes: Array<{ role: Role, user: { id: string, email: string } | null }> } };

export type DemoCreateOrganizationMutationVariables = Exact<{
  input: CreateOrganizationInput;
}>;


export type DemoCreateOrganizationMutation = { createOrganization: { owner: { id: string } | null, userErrors: Array<{ message: string }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const DemoChinookPeopleDocument = new TypedDocumentString(`
    mutation DemoChinookPeople($input: UpsertPeopleInput!) {
  upsertPeople(input: $input) {
    results {
      person {
        id
      }
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoChinookPeopleMutation, DemoChinookPeopleMutationVariables>;
export const DemoMemberListDocument = new TypedDocumentString(`
    query DemoMemberList {
  memberships(first: 100) {
    nodes {
      role
      user {
        id
        email
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DemoMemberListQuery, DemoMemberListQueryVariables>;
export const DemoAddMemberDocument = new TypedDocumentString(`
    mutation DemoAddMember($input: AddMemberInput!) {
  addMember(input: $input) {
    user {
      id
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoAddMemberMutation, DemoAddMemberMutationVariables>;
export const DemoCompaniesDocument = new TypedDocumentString(`
    mutation DemoCompanies($input: UpsertCompaniesInput!) {
  upsertCompanies(input: $input) {
    results {
      company {
        id
      }
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoCompaniesMutation, DemoCompaniesMutationVariables>;
export const DemoPeopleDocument = new TypedDocumentString(`
    mutation DemoPeople($input: UpsertPeopleInput!) {
  upsertPeople(input: $input) {
    results {
      person {
        id
      }
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoPeopleMutation, DemoPeopleMutationVariables>;
export const DemoAddressesDocument = new TypedDocumentString(`
    mutation DemoAddresses($input: SetAddressesInput!) {
  setAddresses(input: $input) {
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoAddressesMutation, DemoAddressesMutationVariables>;
export const DemoMembersDocument = new TypedDocumentString(`
    query DemoMembers {
  organization {
    slug
  }
  memberships(first: 100) {
    nodes {
      role
      user {
        id
        email
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DemoMembersQuery, DemoMembersQueryVariables>;
export const DemoCreateOrganizationDocument = new TypedDocumentString(`
    mutation DemoCreateOrganization($input: CreateOrganizationInput!) {
  createOrganization(input: $input) {
    owner {
      id
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoCreateOrganizationMutation, DemoCreateOrganizationMutationVariables>;