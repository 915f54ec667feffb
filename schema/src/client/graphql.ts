/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What sort of thing happened. */
export type ActivityType =
  /** A call. */
  | 'CALL'
  /** A email. */
  | 'EMAIL'
  /** A meeting. */
  | 'MEETING'
  /** A note. */
  | 'NOTE'
  /** A purchase. */
  | 'PURCHASE'
  /** A sms. */
  | 'SMS'
  /** A task. */
  | 'TASK';

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

/** A link to make. */
export type AssociationInput = {
  /** Where it begins: a record, person, company, order or deal. */
  fromId: string | number;
  /** Where it ends. */
  toId: string | number;
  /** What it means: `released_by`. */
  type: string;
};

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

/** Whether somebody agreed to receive what a subscription group sends. */
export type ConsentStatus =
  /** They were asked and have not confirmed yet. */
  | 'PENDING'
  /** They agreed. */
  | 'SUBSCRIBED'
  /** They said no, or no more. Nothing of the group may be sent to them. */
  | 'UNSUBSCRIBED';

/** Links to make, all or none; at most 250. Those that are there stay. */
export type CreateAssociationsInput = {
  /** The links. */
  associations: Array<AssociationInput>;
};

/** A new contact. */
export type CreateContactInput = {
  /** Where they work. */
  companyId?: string | number | null | undefined;
  /** Where in their company. */
  department?: string | null | undefined;
  /** What they do. */
  jobTitle?: string | null | undefined;
  /** When somebody last spoke to them. */
  lastContactedAt?: string | null | undefined;
  /** Where they came from. */
  leadSource?: string | null | undefined;
  /** How far they are won. */
  leadStatus?: LeadStatus | null | undefined;
  /** When somebody wants to speak to them again. */
  nextFollowUpAt?: string | null | undefined;
  /** Who looks after them. */
  ownerId?: string | number | null | undefined;
  /** Who it is; a person is one contact at most. */
  personId: string | number;
};

/** A new deal. */
export type CreateDealInput = {
  /** What it would bring, in the currency of deals. */
  amount: string;
  /** When it was won or lost, for a deal that begins in such a stage; now unless said. */
  closedAt?: string | null | undefined;
  /** Which company it is with. */
  companyId?: string | number | null | undefined;
  /** When it should be won. */
  expectedCloseDate?: string | null | undefined;
  /** Why it was lost; needed in a stage of lost deals. */
  lostReason?: string | null | undefined;
  /** Who looks after it. */
  ownerId?: string | number | null | undefined;
  /** Whom it is with. */
  personId?: string | number | null | undefined;
  /** Where it begins, and so in which pipeline. */
  stageId: string | number;
  /** Which team looks after it. */
  teamId?: string | number | null | undefined;
  /** What it is about. */
  title: string;
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

/** A new pipeline. */
export type CreatePipelineInput = {
  /** What it is called, unique in the organization. */
  name: string;
  /** Its stages in their order; 1 to 50. */
  stages: Array<StageInput>;
};

/** A new subscription group. */
export type CreateSubscriptionGroupInput = {
  /** What its subscribers receive. */
  description?: string | null | undefined;
  /** It becomes the default group in place of the present one. */
  isDefault?: boolean;
  /** What it is called, unique in the organization. */
  name: string;
};

/** A definition as it should be; it is made, changed, or left as it is. */
export type EnsureObjectDefinitionInput = {
  /** A colour. */
  color?: string | null | undefined;
  /** The name of an icon. */
  icon?: string | null | undefined;
  /** Its name, unique in the organization. */
  name: string;
  /** What many are called. */
  pluralName: string;
  /** Its properties; at most 200. */
  properties: Array<PropertyInput>;
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

/** A deal from elsewhere. */
export type ImportDealRow = {
  /** The deal. */
  deal: CreateDealInput;
  /** Its name there. A deal that has it is left as it is. */
  externalId: ExternalIdInput;
};

/** Deals from elsewhere; at most 250. */
export type ImportDealsInput = {
  /** A row for each deal. */
  deals: Array<ImportDealRow>;
  /** What a mistake in a row does to the others. */
  errorPolicy?: ErrorPolicy;
};

/** A line of an order that was made elsewhere. */
export type ImportOrderLine = {
  /** What was taken off the line. */
  discount?: string | null | undefined;
  /** The product, by its name in another system. */
  product?: ExternalIdInput | null | undefined;
  /** How many; at least 1. */
  quantity: number;
  /** Its number in stock. */
  sku?: string | null | undefined;
  /** What it was called. */
  title: string;
  /** What one cost. */
  unitPrice: string;
};

/** An order that was made elsewhere. */
export type ImportOrderRow = {
  /** Where the invoice went. */
  billingAddress?: OrderAddressInput | null | undefined;
  /** When it was completed. */
  completedAt?: string | null | undefined;
  /** Its name there. An order that has it is left as it is. */
  externalId: ExternalIdInput;
  /** What carrying it cost, beside the total. */
  freight?: string | null | undefined;
  /** What was bought; at most 500 lines. */
  lines: Array<ImportOrderLine>;
  /** Who sold. */
  ownerId?: string | number | null | undefined;
  /** Who bought. */
  personId?: string | number | null | undefined;
  /** When it was placed. */
  placedAt: string;
  /** Where it went. */
  shippingAddress?: OrderAddressInput | null | undefined;
  /** How far it is. */
  status?: OrderStatus;
  /** Taxes, beside the total. */
  tax?: string | null | undefined;
};

/** Orders that were made elsewhere; at most 250. */
export type ImportOrdersInput = {
  /** What a mistake in a row does to the others. */
  errorPolicy?: ErrorPolicy;
  /** A row for each order. */
  orders: Array<ImportOrderRow>;
};

/** How far a contact is won. */
export type LeadStatus =
  /** Somebody did. */
  | 'CONTACTED'
  /** They bought. */
  | 'CUSTOMER'
  /** Nobody spoke to them yet. */
  | 'NEW'
  /** They may buy. */
  | 'QUALIFIED'
  /** They will not buy. */
  | 'UNQUALIFIED';

/** Many activities at once, all or none; at most 250. */
export type LogActivitiesInput = {
  /** The activities. */
  activities: Array<LogActivityInput>;
  /** The same key with the same input logs nothing again. */
  idempotencyKey?: string | null | undefined;
};

/** Something that happened, or has to. It is about at least one of person, company and deal. */
export type LogActivityInput = {
  /** Who has to do it. */
  assigneeId?: string | number | null | undefined;
  /** All that there is to say; at most 50,000 characters. */
  body?: string | null | undefined;
  /** Which company it is about. */
  companyId?: string | number | null | undefined;
  /** Which deal it is about. */
  dealId?: string | number | null | undefined;
  /** When a task has to be done. */
  dueAt?: string | null | undefined;
  /** When it happened; now unless said. */
  occurredAt?: string | null | undefined;
  /** Which person it is about. */
  personId?: string | number | null | undefined;
  /** What it is about. */
  subject: string;
  /** What sort of thing it is. */
  type: ActivityType;
};

/** An address of an order; it is copied into it. */
export type OrderAddressInput = {
  /** City. */
  city?: string | null | undefined;
  /** Country. */
  countryCode?: string | null | undefined;
  /** Street, house and what else stands above the city; at most 6 lines. */
  lines: Array<string>;
  /** Who receives it. */
  name?: string | null | undefined;
  /** Postal code. */
  postalCode?: string | null | undefined;
  /** State or province. */
  stateProvince?: string | null | undefined;
};

/** How far an order is. */
export type OrderStatus =
  /** It was called off; it counts in no figure. */
  | 'CANCELLED'
  /** It was delivered. */
  | 'COMPLETED'
  /** It was ordered. */
  | 'PLACED';

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
  /** Began to buy: is a customer of the store from then on. */
  | 'CHECKOUT'
  /** Came to the business directly. */
  | 'DIRECT'
  /** Filled in a form: is a contact, with the lead status NEW, from then on. */
  | 'LEAD_FORM'
  /** Found the business without being led there. */
  | 'ORGANIC'
  /** Came by an advertisement. */
  | 'PAID'
  /** Was sent by somebody. */
  | 'REFERRAL';

/** One way to name a product: give exactly one. */
export type ProductBy = {
  /** By its name in another system. */
  externalId?: ExternalIdInput | null | undefined;
  /** By its id. */
  id?: string | number | null | undefined;
};

/** What is known of a product. */
export type ProductInput = {
  /** The names of the collections that it is in; at most 20. Those that are missing are made. */
  collections?: Array<string> | null | undefined;
  /** What it is. */
  description?: string | null | undefined;
  /** What it is called. */
  name: string;
  /** Whether it is sold; it is, unless said. */
  status?: ProductStatus | null | undefined;
  /** Its variants; at most 100. */
  variants: Array<VariantInput>;
};

/** Whether a product is sold. */
export type ProductStatus =
  /** It is. */
  | 'ACTIVE'
  /** No longer. */
  | 'ARCHIVED'
  /** Not yet. */
  | 'DRAFT';

/** A property of a definition. */
export type PropertyInput = {
  /** It is part of a record's display name. */
  isDisplayName?: boolean;
  /** Records can be filtered and ordered by it. */
  isFilterable?: boolean;
  /** Every record has it. */
  isRequired?: boolean;
  /** Search finds records by it, from when they are written next; by their display name it always does. */
  isSearchable?: boolean;
  /** Its name: letters and digits, beginning with a small letter. */
  name: string;
  /** The options of a SELECT; at most 200. */
  options?: Array<string> | null | undefined;
  /** What values it has. */
  type: PropertyType;
};

/** What values a property has. */
export type PropertyType =
  /** True or false. */
  | 'BOOLEAN'
  /** A day: `2026-03-01`. */
  | 'DATE'
  /** An instant: `2026-03-01T09:30:00Z`. */
  | 'DATETIME'
  /** A number; filters see four decimals. */
  | 'NUMBER'
  /** One of the options. */
  | 'SELECT'
  /** Text, at most 10,000 characters. */
  | 'STRING';

/** A new password. */
export type ResetPasswordInput = {
  /** 10 to 200 characters. */
  password: string;
  /** What the mail brought. It is good once, for an hour. */
  token: string;
};

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

/** A stage of a new pipeline. */
export type StageInput = {
  /** What it means for a deal to be here. */
  kind?: StageKind;
  /** What it is called. */
  name: string;
};

/** What it means for a deal to be in a stage. */
export type StageKind =
  /** It is lost, and closed. */
  | 'LOST'
  /** It is being worked on. */
  | 'OPEN'
  /** It is won, and closed. */
  | 'WON';

/** One way to name a subscriber: give exactly one. */
export type SubscriberBy = {
  /** By their name in another system. */
  externalId?: ExternalIdInput | null | undefined;
  /** By their id. */
  id?: string | number | null | undefined;
  /** By the person who they are. */
  personId?: string | number | null | undefined;
};

/** A consent that was given elsewhere. */
export type SubscriberGroupInput = {
  /** When they agreed; now unless said. Only with SUBSCRIBED. */
  consentedAt?: string | null | undefined;
  /** The name of a subscription group that exists. */
  name: string;
  /** Where they said so: `import`. At most 200 characters. */
  source?: string | null | undefined;
  /** What they said. Who unsubscribed here stays so. */
  status?: ConsentStatus;
};

/** What is known of a subscriber. */
export type SubscriberInput = {
  /** Where they are written to; what is known stays when it is not given. */
  email?: string | null | undefined;
  /** Their names in other systems; at most 20. */
  externalIds?: Array<ExternalIdInput> | null | undefined;
  /** What they said to which groups; groups not named stay as they are. At most 100. */
  groups?: Array<SubscriberGroupInput> | null | undefined;
  /** The person who they are: needed where `by` names neither a person nor a known subscriber. */
  personId?: string | number | null | undefined;
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

/** Contacts to change or, where a person is none yet, to make; at most 250. */
export type UpsertContactsInput = {
  /** A row for each person. */
  contacts: Array<CreateContactInput>;
  /** What a mistake in a row does to the others. */
  errorPolicy?: ErrorPolicy;
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

/** A product to change or, when there is none, to make. */
export type UpsertProductRow = {
  /** Which product. */
  by: ProductBy;
  /** What is known of it. */
  product: ProductInput;
};

/** Products to change or make; at most 250. */
export type UpsertProductsInput = {
  /** What a mistake in a row does to the others. */
  errorPolicy?: ErrorPolicy;
  /** A row for each product. */
  products: Array<UpsertProductRow>;
};

/** A record to change or, when there is none, to make. */
export type UpsertRecordRow = {
  /** Its name in another system. */
  externalId: ExternalIdInput;
  /** Who looks after it. */
  ownerId?: string | number | null | undefined;
  /** Whose it is. */
  personId?: string | number | null | undefined;
  /** Its properties; at most 64 KiB. */
  properties: unknown;
  /** Which team looks after it. */
  teamId?: string | number | null | undefined;
};

/** Records of one definition to change or make; at most 250. */
export type UpsertRecordsInput = {
  /** The name of their definition. */
  definition: string;
  /** What a mistake in a row does to the others. */
  errorPolicy?: ErrorPolicy;
  /** A row for each record. */
  records: Array<UpsertRecordRow>;
};

/** A subscriber to change or, when there is none, to make. */
export type UpsertSubscriberRow = {
  /** Which subscriber. */
  by: SubscriberBy;
  /** What is known of them. */
  subscriber: SubscriberInput;
};

/** Subscribers to change or make; at most 250. */
export type UpsertSubscribersInput = {
  /** What a mistake in a row does to the others. */
  errorPolicy?: ErrorPolicy;
  /** A row for each subscriber. */
  subscribers: Array<UpsertSubscriberRow>;
};

/** A variant of a product; the one with its sku is changed, or it is made. */
export type VariantInput = {
  /** What sets it apart. */
  name: string;
  /** What it costs, in the currency of the store. */
  price: string;
  /** Its number in stock. */
  sku: string;
};

export type DemoChinookPeopleMutationVariables = Exact<{
  input: UpsertPeopleInput;
}>;


export type DemoChinookPeopleMutation = { upsertPeople: { results: Array<{ person: { id: string } | null }>, userErrors: Array<{ message: string }> } };

export type DemoChinookContactsMutationVariables = Exact<{
  input: UpsertContactsInput;
}>;


export type DemoChinookContactsMutation = { upsertContacts: { results: Array<{ contact: { id: string } | null }>, userErrors: Array<{ message: string }> } };

export type DemoDefinitionMutationVariables = Exact<{
  input: EnsureObjectDefinitionInput;
}>;


export type DemoDefinitionMutation = { ensureObjectDefinition: { objectDefinition: { id: string } | null, userErrors: Array<{ message: string }> } };

export type DemoRecordsMutationVariables = Exact<{
  input: UpsertRecordsInput;
}>;


export type DemoRecordsMutation = { upsertRecords: { results: Array<{ record: { id: string } | null }>, userErrors: Array<{ message: string }> } };

export type DemoAssociationsMutationVariables = Exact<{
  input: CreateAssociationsInput;
}>;


export type DemoAssociationsMutation = { createAssociations: { created: number | null, userErrors: Array<{ message: string }> } };

export type DemoMemberListQueryVariables = Exact<{ [key: string]: never; }>;


export type DemoMemberListQuery = { memberships: { nodes: Array<{ role: Role, user: { id: string, email: string } | null }> } };

export type DemoAddMemberMutationVariables = Exact<{
  input: AddMemberInput;
}>;


export type DemoAddMemberMutation = { addMember: { user: { id: string } | null, userErrors: Array<{ message: string }> } };

export type DemoOrdersMutationVariables = Exact<{
  input: ImportOrdersInput;
}>;


export type DemoOrdersMutation = { importOrders: { results: Array<{ order: { id: string } | null }>, userErrors: Array<{ message: string }> } };

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

export type DemoProductsMutationVariables = Exact<{
  input: UpsertProductsInput;
}>;


export type DemoProductsMutation = { upsertProducts: { results: Array<{ product: { id: string } | null }>, userErrors: Array<{ message: string }> } };

export type DemoContactsMutationVariables = Exact<{
  input: UpsertContactsInput;
}>;


export type DemoContactsMutation = { upsertContacts: { results: Array<{ contact: { id: string } | null }>, userErrors: Array<{ message: string }> } };

export type DemoPipelinesQueryVariables = Exact<{ [key: string]: never; }>;


export type DemoPipelinesQuery = { pipelines: { nodes: Array<{ name: string, stages: Array<{ id: string, name: string }> }> } };

export type DemoPipelineMutationVariables = Exact<{
  input: CreatePipelineInput;
}>;


export type DemoPipelineMutation = { createPipeline: { pipeline: { name: string, stages: Array<{ id: string, name: string }> } | null, userErrors: Array<{ message: string }> } };

export type DemoDealsMutationVariables = Exact<{
  input: ImportDealsInput;
}>;


export type DemoDealsMutation = { importDeals: { results: Array<{ deal: { id: string } | null }>, userErrors: Array<{ message: string }> } };

export type DemoActivitiesMutationVariables = Exact<{
  input: LogActivitiesInput;
}>;


export type DemoActivitiesMutation = { logActivities: { logged: number | null, userErrors: Array<{ message: string }> } };

export type DemoGroupsQueryVariables = Exact<{ [key: string]: never; }>;


export type DemoGroupsQuery = { subscriptionGroups: { nodes: Array<{ name: string }> } };

export type DemoGroupMutationVariables = Exact<{
  input: CreateSubscriptionGroupInput;
}>;


export type DemoGroupMutation = { createSubscriptionGroup: { subscriptionGroup: { id: string } | null, userErrors: Array<{ message: string }> } };

export type DemoSubscribersMutationVariables = Exact<{
  input: UpsertSubscribersInput;
}>;


export type DemoSubscribersMutation = { upsertSubscribers: { results: Array<{ subscriber: { id: string } | null }>, userErrors: Array<{ message: string }> } };

export type DemoMembersQueryVariables = Exact<{ [key: string]: never; }>;


export type DemoMembersQuery = { organization: { slug: string } | null, memberships: { nodes: Array<{ role: Role, user: { id: string, email: string } | null }> } };

export type DemoCreateOrganizationMutationVariables = Exact<{
  input: CreateOrganizationInput;
}>;


export type DemoCreateOrganizationMutation = { createOrganization: { owner: { id: string } | null, userErrors: Array<{ message: string }> } };

export type DemoNameOrganizationMutationVariables = Exact<{
  name: string;
}>;


export type DemoNameOrganizationMutation = { updateOrganization: { userErrors: Array<{ message: string }> } };

export type DemoRequestPasswordMutationVariables = Exact<{
  email: string;
}>;


export type DemoRequestPasswordMutation = { requestPasswordReset: { userErrors: Array<{ message: string }> } };

export type DemoMailboxQueryVariables = Exact<{
  address: string;
}>;


export type DemoMailboxQuery = { mailbox: Array<{ text: string }> };

export type DemoSetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type DemoSetPasswordMutation = { resetPassword: { userErrors: Array<{ message: string }> } };

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
export const DemoChinookContactsDocument = new TypedDocumentString(`
    mutation DemoChinookContacts($input: UpsertContactsInput!) {
  upsertContacts(input: $input) {
    results {
      contact {
        id
      }
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoChinookContactsMutation, DemoChinookContactsMutationVariables>;
export const DemoDefinitionDocument = new TypedDocumentString(`
    mutation DemoDefinition($input: EnsureObjectDefinitionInput!) {
  ensureObjectDefinition(input: $input) {
    objectDefinition {
      id
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoDefinitionMutation, DemoDefinitionMutationVariables>;
export const DemoRecordsDocument = new TypedDocumentString(`
    mutation DemoRecords($input: UpsertRecordsInput!) {
  upsertRecords(input: $input) {
    results {
      record {
        id
      }
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoRecordsMutation, DemoRecordsMutationVariables>;
export const DemoAssociationsDocument = new TypedDocumentString(`
    mutation DemoAssociations($input: CreateAssociationsInput!) {
  createAssociations(input: $input) {
    created
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoAssociationsMutation, DemoAssociationsMutationVariables>;
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
export const DemoOrdersDocument = new TypedDocumentString(`
    mutation DemoOrders($input: ImportOrdersInput!) {
  importOrders(input: $input) {
    results {
      order {
        id
      }
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoOrdersMutation, DemoOrdersMutationVariables>;
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
export const DemoProductsDocument = new TypedDocumentString(`
    mutation DemoProducts($input: UpsertProductsInput!) {
  upsertProducts(input: $input) {
    results {
      product {
        id
      }
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoProductsMutation, DemoProductsMutationVariables>;
export const DemoContactsDocument = new TypedDocumentString(`
    mutation DemoContacts($input: UpsertContactsInput!) {
  upsertContacts(input: $input) {
    results {
      contact {
        id
      }
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoContactsMutation, DemoContactsMutationVariables>;
export const DemoPipelinesDocument = new TypedDocumentString(`
    query DemoPipelines {
  pipelines(first: 100) {
    nodes {
      name
      stages {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DemoPipelinesQuery, DemoPipelinesQueryVariables>;
export const DemoPipelineDocument = new TypedDocumentString(`
    mutation DemoPipeline($input: CreatePipelineInput!) {
  createPipeline(input: $input) {
    pipeline {
      name
      stages {
        id
        name
      }
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoPipelineMutation, DemoPipelineMutationVariables>;
export const DemoDealsDocument = new TypedDocumentString(`
    mutation DemoDeals($input: ImportDealsInput!) {
  importDeals(input: $input) {
    results {
      deal {
        id
      }
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoDealsMutation, DemoDealsMutationVariables>;
export const DemoActivitiesDocument = new TypedDocumentString(`
    mutation DemoActivities($input: LogActivitiesInput!) {
  logActivities(input: $input) {
    logged
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoActivitiesMutation, DemoActivitiesMutationVariables>;
export const DemoGroupsDocument = new TypedDocumentString(`
    query DemoGroups {
  subscriptionGroups(first: 100) {
    nodes {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<DemoGroupsQuery, DemoGroupsQueryVariables>;
export const DemoGroupDocument = new TypedDocumentString(`
    mutation DemoGroup($input: CreateSubscriptionGroupInput!) {
  createSubscriptionGroup(input: $input) {
    subscriptionGroup {
      id
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoGroupMutation, DemoGroupMutationVariables>;
export const DemoSubscribersDocument = new TypedDocumentString(`
    mutation DemoSubscribers($input: UpsertSubscribersInput!) {
  upsertSubscribers(input: $input) {
    results {
      subscriber {
        id
      }
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoSubscribersMutation, DemoSubscribersMutationVariables>;
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
export const DemoNameOrganizationDocument = new TypedDocumentString(`
    mutation DemoNameOrganization($name: String!) {
  updateOrganization(input: {name: $name}) {
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoNameOrganizationMutation, DemoNameOrganizationMutationVariables>;
export const DemoRequestPasswordDocument = new TypedDocumentString(`
    mutation DemoRequestPassword($email: EmailAddress!) {
  requestPasswordReset(input: {email: $email}) {
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoRequestPasswordMutation, DemoRequestPasswordMutationVariables>;
export const DemoMailboxDocument = new TypedDocumentString(`
    query DemoMailbox($address: EmailAddress!) {
  mailbox(address: $address, first: 1) {
    text
  }
}
    `) as unknown as TypedDocumentString<DemoMailboxQuery, DemoMailboxQueryVariables>;
export const DemoSetPasswordDocument = new TypedDocumentString(`
    mutation DemoSetPassword($input: ResetPasswordInput!) {
  resetPassword(input: $input) {
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DemoSetPasswordMutation, DemoSetPasswordMutationVariables>;