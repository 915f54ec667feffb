/**
 * The Person query in PostGraphile's schema. It leaves out what a table alone does not know: merged people (the demo has
 * none), ids that name their type, money as decimals, and the rights of a role.
 */
export const peopleByPostgraphile = `query People($first: Int!, $offset: Int!) {
  people: allPeople(first: $first, offset: $offset, orderBy: [CREATED_AT_ASC, ROW_ID_ASC]) { nodes {
    id: rowId displayName
    company: companyByOrganizationIdAndCompanyId { name }
    customer { customerNumber totalSpentUnits currencyCode orderCount firstOrderAt lastOrderAt }
    orders(first: 5, orderBy: [PLACED_AT_DESC, ROW_ID_DESC]) { totalCount nodes { number placedAt totalUnits
      lines: commerceOrderLinesByOrganizationIdAndOrderId(orderBy: [POSITION_ASC]) { nodes { quantity totalUnits product { name } } } } }
    contact { jobTitle leadStatus }
    deals(first: 5, orderBy: [CREATED_AT_ASC, ROW_ID_ASC]) { nodes { title amountUnits stage: crmStageByOrganizationIdAndPipelineIdAndStageId { name } } }
    activities(first: 5, orderBy: [OCCURRED_AT_DESC, ROW_ID_DESC]) { nodes { type subject occurredAt } }
    subscriber { groups: marketingSubscriberGroupsByOrganizationIdAndSubscriberId { nodes {
      status group: marketingSubscriptionGroupByOrganizationIdAndGroupId { name } } } }
    records(first: 5, orderBy: [CREATED_AT_ASC, ROW_ID_ASC]) { nodes {
      definition: platformObjectsObjectDefinitionByOrganizationIdAndDefinitionId { name } displayName properties } }
    addresses { nodes { type lines city countryCode } }
  } }
}`;
