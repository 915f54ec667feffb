import { graphql } from '@kith/schema';
import type { Client } from '../client.js';
import { cell, readCsv } from '../csv.js';

const upsertPeople = graphql(`
  mutation DemoChinookPeople($input: UpsertPeopleInput!) {
    upsertPeople(input: $input) { results { person { id } } userErrors { message } }
  }
`);

const upsertContacts = graphql(`
  mutation DemoChinookContacts($input: UpsertContactsInput!) {
    upsertContacts(input: $input) { results { contact { id } } userErrors { message } }
  }
`);

/** The customers, as people and as contacts. */
export async function loadCustomers(client: Client): Promise<void> {
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
  const contacts = done.results.map((result) => ({
    personId: result.person?.id as string,
    leadSource: 'shop',
    leadStatus: 'CUSTOMER' as const,
  }));
  await client(upsertContacts, { input: { contacts } });
}
