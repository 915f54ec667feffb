import { graphql } from '@kith/schema';
import type { Client } from '../client.js';
import { cell, readCsv } from '../csv.js';

const upsertPeople = graphql(`
  mutation DemoChinookPeople($input: UpsertPeopleInput!) {
    upsertPeople(input: $input) { results { person { id } } userErrors { message } }
  }
`);

/** The customers as people; the ids of the people in the order of the file. */
export async function loadCustomers(client: Client): Promise<string[]> {
  const people = readCsv('chinook/customers.csv').map((row) => ({
    by: { externalId: { system: 'chinook', id: cell(row, 'customer_id') } },
    person: {
      displayName: `${cell(row, 'first_name')} ${cell(row, 'last_name')}`,
      firstName: row.first_name,
      lastName: row.last_name,
      email: row.email,
    },
  }));
  const { upsertPeople: done } = await client(upsertPeople, { input: { people } });
  return done.results.map((result) => result.person?.id as string);
}
