/** What every client asks. */
export const peopleQuery = `query People($first: Int!) {
  people(first: $first) { nodes { id displayName } totalCount }
}`;

export const createMutation = `mutation Create($input: CreatePersonInput!) {
  createPerson(input: $input) { person { id displayName } userErrors { message } }
}`;

export const watchSubscription = `subscription Watch {
  personChanged { type person { displayName } }
}`;

export const refusedQuery = `query Refused { people(first: 1000) { totalCount } }`;
