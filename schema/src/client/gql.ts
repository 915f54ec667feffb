/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  mutation DemoChinookPeople($input: UpsertPeopleInput!) {\n    upsertPeople(input: $input) { results { person { id } } userErrors { message } }\n  }\n": typeof types.DemoChinookPeopleDocument,
    "\n  mutation DemoChinookContacts($input: UpsertContactsInput!) {\n    upsertContacts(input: $input) { results { contact { id } } userErrors { message } }\n  }\n": typeof types.DemoChinookContactsDocument,
    "\n  mutation DemoDefinition($input: EnsureObjectDefinitionInput!) {\n    ensureObjectDefinition(input: $input) { objectDefinition { id } userErrors { message } }\n  }\n": typeof types.DemoDefinitionDocument,
    "\n  mutation DemoRecords($input: UpsertRecordsInput!) {\n    upsertRecords(input: $input) { results { record { id } } userErrors { message } }\n  }\n": typeof types.DemoRecordsDocument,
    "\n  mutation DemoAssociations($input: CreateAssociationsInput!) {\n    createAssociations(input: $input) { created userErrors { message } }\n  }\n": typeof types.DemoAssociationsDocument,
    "\n  query DemoMemberList { memberships(first: 100) { nodes { role user { id email } } } }\n": typeof types.DemoMemberListDocument,
    "\n  mutation DemoAddMember($input: AddMemberInput!) { addMember(input: $input) { user { id } userErrors { message } } }\n": typeof types.DemoAddMemberDocument,
    "\n  mutation DemoOrders($input: ImportOrdersInput!) {\n    importOrders(input: $input) { results { order { id } } userErrors { message } }\n  }\n": typeof types.DemoOrdersDocument,
    "\n  mutation DemoCompanies($input: UpsertCompaniesInput!) {\n    upsertCompanies(input: $input) { results { company { id } } userErrors { message } }\n  }\n": typeof types.DemoCompaniesDocument,
    "\n  mutation DemoPeople($input: UpsertPeopleInput!) {\n    upsertPeople(input: $input) { results { person { id } } userErrors { message } }\n  }\n": typeof types.DemoPeopleDocument,
    "\n  mutation DemoAddresses($input: SetAddressesInput!) {\n    setAddresses(input: $input) { userErrors { message } }\n  }\n": typeof types.DemoAddressesDocument,
    "\n  mutation DemoProducts($input: UpsertProductsInput!) {\n    upsertProducts(input: $input) { results { product { id } } userErrors { message } }\n  }\n": typeof types.DemoProductsDocument,
    "\n  mutation DemoContacts($input: UpsertContactsInput!) {\n    upsertContacts(input: $input) { results { contact { id } } userErrors { message } }\n  }\n": typeof types.DemoContactsDocument,
    "\n  query DemoPipelines { pipelines(first: 100) { nodes { name stages { id name } } } }\n": typeof types.DemoPipelinesDocument,
    "\n  mutation DemoPipeline($input: CreatePipelineInput!) {\n    createPipeline(input: $input) { pipeline { name stages { id name } } userErrors { message } }\n  }\n": typeof types.DemoPipelineDocument,
    "\n  mutation DemoDeals($input: ImportDealsInput!) {\n    importDeals(input: $input) { results { deal { id } } userErrors { message } }\n  }\n": typeof types.DemoDealsDocument,
    "\n  mutation DemoActivities($input: LogActivitiesInput!) { logActivities(input: $input) { logged userErrors { message } } }\n": typeof types.DemoActivitiesDocument,
    "\n  query DemoGroups { subscriptionGroups(first: 100) { nodes { name } } }\n": typeof types.DemoGroupsDocument,
    "\n  mutation DemoGroup($input: CreateSubscriptionGroupInput!) {\n    createSubscriptionGroup(input: $input) { subscriptionGroup { id } userErrors { message } }\n  }\n": typeof types.DemoGroupDocument,
    "\n  mutation DemoSubscribers($input: UpsertSubscribersInput!) {\n    upsertSubscribers(input: $input) { results { subscriber { id } } userErrors { message } }\n  }\n": typeof types.DemoSubscribersDocument,
    "\n  query DemoMembers {\n    organization { slug }\n    memberships(first: 100) { nodes { role user { id email } } }\n  }\n": typeof types.DemoMembersDocument,
    "\n  mutation DemoCreateOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) { owner { id } userErrors { message } }\n  }\n": typeof types.DemoCreateOrganizationDocument,
    "\n  mutation DemoNameOrganization($name: String!) {\n    updateOrganization(input: { name: $name }) { userErrors { message } }\n  }\n": typeof types.DemoNameOrganizationDocument,
    "\n  mutation DemoRequestPassword($email: EmailAddress!) {\n    requestPasswordReset(input: { email: $email }) { userErrors { message } }\n  }\n": typeof types.DemoRequestPasswordDocument,
    "\n  query DemoMailbox($address: EmailAddress!) { mailbox(address: $address, first: 1) { text } }\n": typeof types.DemoMailboxDocument,
    "\n  mutation DemoSetPassword($input: ResetPasswordInput!) { resetPassword(input: $input) { userErrors { message } } }\n": typeof types.DemoSetPasswordDocument,
};
const documents: Documents = {
    "\n  mutation DemoChinookPeople($input: UpsertPeopleInput!) {\n    upsertPeople(input: $input) { results { person { id } } userErrors { message } }\n  }\n": types.DemoChinookPeopleDocument,
    "\n  mutation DemoChinookContacts($input: UpsertContactsInput!) {\n    upsertContacts(input: $input) { results { contact { id } } userErrors { message } }\n  }\n": types.DemoChinookContactsDocument,
    "\n  mutation DemoDefinition($input: EnsureObjectDefinitionInput!) {\n    ensureObjectDefinition(input: $input) { objectDefinition { id } userErrors { message } }\n  }\n": types.DemoDefinitionDocument,
    "\n  mutation DemoRecords($input: UpsertRecordsInput!) {\n    upsertRecords(input: $input) { results { record { id } } userErrors { message } }\n  }\n": types.DemoRecordsDocument,
    "\n  mutation DemoAssociations($input: CreateAssociationsInput!) {\n    createAssociations(input: $input) { created userErrors { message } }\n  }\n": types.DemoAssociationsDocument,
    "\n  query DemoMemberList { memberships(first: 100) { nodes { role user { id email } } } }\n": types.DemoMemberListDocument,
    "\n  mutation DemoAddMember($input: AddMemberInput!) { addMember(input: $input) { user { id } userErrors { message } } }\n": types.DemoAddMemberDocument,
    "\n  mutation DemoOrders($input: ImportOrdersInput!) {\n    importOrders(input: $input) { results { order { id } } userErrors { message } }\n  }\n": types.DemoOrdersDocument,
    "\n  mutation DemoCompanies($input: UpsertCompaniesInput!) {\n    upsertCompanies(input: $input) { results { company { id } } userErrors { message } }\n  }\n": types.DemoCompaniesDocument,
    "\n  mutation DemoPeople($input: UpsertPeopleInput!) {\n    upsertPeople(input: $input) { results { person { id } } userErrors { message } }\n  }\n": types.DemoPeopleDocument,
    "\n  mutation DemoAddresses($input: SetAddressesInput!) {\n    setAddresses(input: $input) { userErrors { message } }\n  }\n": types.DemoAddressesDocument,
    "\n  mutation DemoProducts($input: UpsertProductsInput!) {\n    upsertProducts(input: $input) { results { product { id } } userErrors { message } }\n  }\n": types.DemoProductsDocument,
    "\n  mutation DemoContacts($input: UpsertContactsInput!) {\n    upsertContacts(input: $input) { results { contact { id } } userErrors { message } }\n  }\n": types.DemoContactsDocument,
    "\n  query DemoPipelines { pipelines(first: 100) { nodes { name stages { id name } } } }\n": types.DemoPipelinesDocument,
    "\n  mutation DemoPipeline($input: CreatePipelineInput!) {\n    createPipeline(input: $input) { pipeline { name stages { id name } } userErrors { message } }\n  }\n": types.DemoPipelineDocument,
    "\n  mutation DemoDeals($input: ImportDealsInput!) {\n    importDeals(input: $input) { results { deal { id } } userErrors { message } }\n  }\n": types.DemoDealsDocument,
    "\n  mutation DemoActivities($input: LogActivitiesInput!) { logActivities(input: $input) { logged userErrors { message } } }\n": types.DemoActivitiesDocument,
    "\n  query DemoGroups { subscriptionGroups(first: 100) { nodes { name } } }\n": types.DemoGroupsDocument,
    "\n  mutation DemoGroup($input: CreateSubscriptionGroupInput!) {\n    createSubscriptionGroup(input: $input) { subscriptionGroup { id } userErrors { message } }\n  }\n": types.DemoGroupDocument,
    "\n  mutation DemoSubscribers($input: UpsertSubscribersInput!) {\n    upsertSubscribers(input: $input) { results { subscriber { id } } userErrors { message } }\n  }\n": types.DemoSubscribersDocument,
    "\n  query DemoMembers {\n    organization { slug }\n    memberships(first: 100) { nodes { role user { id email } } }\n  }\n": types.DemoMembersDocument,
    "\n  mutation DemoCreateOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) { owner { id } userErrors { message } }\n  }\n": types.DemoCreateOrganizationDocument,
    "\n  mutation DemoNameOrganization($name: String!) {\n    updateOrganization(input: { name: $name }) { userErrors { message } }\n  }\n": types.DemoNameOrganizationDocument,
    "\n  mutation DemoRequestPassword($email: EmailAddress!) {\n    requestPasswordReset(input: { email: $email }) { userErrors { message } }\n  }\n": types.DemoRequestPasswordDocument,
    "\n  query DemoMailbox($address: EmailAddress!) { mailbox(address: $address, first: 1) { text } }\n": types.DemoMailboxDocument,
    "\n  mutation DemoSetPassword($input: ResetPasswordInput!) { resetPassword(input: $input) { userErrors { message } } }\n": types.DemoSetPasswordDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoChinookPeople($input: UpsertPeopleInput!) {\n    upsertPeople(input: $input) { results { person { id } } userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoChinookPeopleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoChinookContacts($input: UpsertContactsInput!) {\n    upsertContacts(input: $input) { results { contact { id } } userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoChinookContactsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoDefinition($input: EnsureObjectDefinitionInput!) {\n    ensureObjectDefinition(input: $input) { objectDefinition { id } userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoDefinitionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoRecords($input: UpsertRecordsInput!) {\n    upsertRecords(input: $input) { results { record { id } } userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoRecordsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoAssociations($input: CreateAssociationsInput!) {\n    createAssociations(input: $input) { created userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoAssociationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DemoMemberList { memberships(first: 100) { nodes { role user { id email } } } }\n"): typeof import('./graphql.js').DemoMemberListDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoAddMember($input: AddMemberInput!) { addMember(input: $input) { user { id } userErrors { message } } }\n"): typeof import('./graphql.js').DemoAddMemberDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoOrders($input: ImportOrdersInput!) {\n    importOrders(input: $input) { results { order { id } } userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoOrdersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoCompanies($input: UpsertCompaniesInput!) {\n    upsertCompanies(input: $input) { results { company { id } } userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoCompaniesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoPeople($input: UpsertPeopleInput!) {\n    upsertPeople(input: $input) { results { person { id } } userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoPeopleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoAddresses($input: SetAddressesInput!) {\n    setAddresses(input: $input) { userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoAddressesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoProducts($input: UpsertProductsInput!) {\n    upsertProducts(input: $input) { results { product { id } } userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoProductsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoContacts($input: UpsertContactsInput!) {\n    upsertContacts(input: $input) { results { contact { id } } userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoContactsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DemoPipelines { pipelines(first: 100) { nodes { name stages { id name } } } }\n"): typeof import('./graphql.js').DemoPipelinesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoPipeline($input: CreatePipelineInput!) {\n    createPipeline(input: $input) { pipeline { name stages { id name } } userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoPipelineDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoDeals($input: ImportDealsInput!) {\n    importDeals(input: $input) { results { deal { id } } userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoDealsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoActivities($input: LogActivitiesInput!) { logActivities(input: $input) { logged userErrors { message } } }\n"): typeof import('./graphql.js').DemoActivitiesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DemoGroups { subscriptionGroups(first: 100) { nodes { name } } }\n"): typeof import('./graphql.js').DemoGroupsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoGroup($input: CreateSubscriptionGroupInput!) {\n    createSubscriptionGroup(input: $input) { subscriptionGroup { id } userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoGroupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoSubscribers($input: UpsertSubscribersInput!) {\n    upsertSubscribers(input: $input) { results { subscriber { id } } userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoSubscribersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DemoMembers {\n    organization { slug }\n    memberships(first: 100) { nodes { role user { id email } } }\n  }\n"): typeof import('./graphql.js').DemoMembersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoCreateOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) { owner { id } userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoCreateOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoNameOrganization($name: String!) {\n    updateOrganization(input: { name: $name }) { userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoNameOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoRequestPassword($email: EmailAddress!) {\n    requestPasswordReset(input: { email: $email }) { userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoRequestPasswordDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DemoMailbox($address: EmailAddress!) { mailbox(address: $address, first: 1) { text } }\n"): typeof import('./graphql.js').DemoMailboxDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoSetPassword($input: ResetPasswordInput!) { resetPassword(input: $input) { userErrors { message } } }\n"): typeof import('./graphql.js').DemoSetPasswordDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
