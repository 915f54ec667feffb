import { graphql } from 'relay-runtime';

/** What Relay wants of a schema: nodes by id, connections, and mutations that append to them. */
export const peopleQuery = graphql`
  query PeopleQuery($first: Int, $after: String) {
    ...People_list @arguments(first: $first, after: $after)
  }
`;

export const peopleList = graphql`
  fragment People_list on Query
  @refetchable(queryName: "PeoplePageQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" }) {
    people(first: $first, after: $after) @connection(key: "People_people") {
      edges {
        node {
          ...People_person
        }
      }
    }
  }
`;

export const person = graphql`
  fragment People_person on Person @refetchable(queryName: "PersonRefetchQuery") {
    displayName
    deals(first: 5) {
      nodes {
        title
      }
    }
  }
`;

export const createPerson = graphql`
  mutation PeopleCreateMutation($input: CreatePersonInput!, $connections: [ID!]!) {
    createPerson(input: $input) {
      person @appendNode(connections: $connections, edgeTypeName: "PersonEdge") {
        id
        ...People_person
      }
    }
  }
`;

export const changes = graphql`
  subscription PeopleChangedSubscription {
    personChanged {
      type
      person {
        ...People_person
      }
    }
  }
`;
