/** What the Person query of the README asks of a person. */
export const personSelection = `
  id displayName
  company { name }
  customer { customerNumber totalSpent { amount currencyCode } orderCount firstOrderAt lastOrderAt }
  orders(first: 5, orderBy: [{ field: PLACED_AT, direction: DESC }]) { totalCount nodes { number placedAt total { amount } lines { quantity total { amount } product { name } } } }
  contact { jobTitle leadStatus }
  deals(first: 5) { nodes { title amount { amount } stage { name } } }
  activities(first: 5) { nodes { type subject occurredAt } }
  subscriber { groups { name status } }
  records(first: 5) { nodes { definition { name } displayName properties } }
  addresses { type lines city countryCode }`;

export const peopleQuery = `query People($first: Int!, $after: String) { people(first: $first, after: $after) { nodes { ${personSelection} } } }`;
export const personQuery = `query Person($email: EmailAddress!) { person(by: { email: $email }) { ${personSelection} } }`;
