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
    "\n  query DemoMemberList { memberships(first: 100) { nodes { role user { id email } } } }\n": typeof types.DemoMemberListDocument,
    "\n  mutation DemoAddMember($input: AddMemberInput!) { addMember(input: $input) { user { id } userErrors { message } } }\n": typeof types.DemoAddMemberDocument,
    "\n  mutation DemoCompanies($input: UpsertCompaniesInput!) {\n    upsertCompanies(input: $input) { results { company { id } } userErrors { message } }\n  }\n": typeof types.DemoCompaniesDocument,
    "\n  mutation DemoPeople($input: UpsertPeopleInput!) {\n    upsertPeople(input: $input) { results { person { id } } userErrors { message } }\n  }\n": typeof types.DemoPeopleDocument,
    "\n  mutation DemoAddresses($input: SetAddressesInput!) {\n    setAddresses(input: $input) { userErrors { message } }\n  }\n": typeof types.DemoAddressesDocument,
    "\n  query DemoMembers {\n    organization { slug }\n    memberships(first: 100) { nodes { role user { id email } } }\n  }\n": typeof types.DemoMembersDocument,
    "\n  mutation DemoCreateOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) { owner { id } userErrors { message } }\n  }\n": typeof types.DemoCreateOrganizationDocument,
};
const documents: Documents = {
    "\n  mutation DemoChinookPeople($input: UpsertPeopleInput!) {\n    upsertPeople(input: $input) { results { person { id } } userErrors { message } }\n  }\n": types.DemoChinookPeopleDocument,
    "\n  query DemoMemberList { memberships(first: 100) { nodes { role user { id email } } } }\n": types.DemoMemberListDocument,
    "\n  mutation DemoAddMember($input: AddMemberInput!) { addMember(input: $input) { user { id } userErrors { message } } }\n": types.DemoAddMemberDocument,
    "\n  mutation DemoCompanies($input: UpsertCompaniesInput!) {\n    upsertCompanies(input: $input) { results { company { id } } userErrors { message } }\n  }\n": types.DemoCompaniesDocument,
    "\n  mutation DemoPeople($input: UpsertPeopleInput!) {\n    upsertPeople(input: $input) { results { person { id } } userErrors { message } }\n  }\n": types.DemoPeopleDocument,
    "\n  mutation DemoAddresses($input: SetAddressesInput!) {\n    setAddresses(input: $input) { userErrors { message } }\n  }\n": types.DemoAddressesDocument,
    "\n  query DemoMembers {\n    organization { slug }\n    memberships(first: 100) { nodes { role user { id email } } }\n  }\n": types.DemoMembersDocument,
    "\n  mutation DemoCreateOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) { owner { id } userErrors { message } }\n  }\n": types.DemoCreateOrganizationDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoChinookPeople($input: UpsertPeopleInput!) {\n    upsertPeople(input: $input) { results { person { id } } userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoChinookPeopleDocument;
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
export function graphql(source: "\n  query DemoMembers {\n    organization { slug }\n    memberships(first: 100) { nodes { role user { id email } } }\n  }\n"): typeof import('./graphql.js').DemoMembersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DemoCreateOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) { owner { id } userErrors { message } }\n  }\n"): typeof import('./graphql.js').DemoCreateOrganizationDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
