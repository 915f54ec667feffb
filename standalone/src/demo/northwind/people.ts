import { graphql } from '@kith/schema';
import { inBatches } from '../batches.js';
import type { Client } from '../client.js';
import { countryCodes } from '../countries.js';
import { cell, type Row, readCsv } from '../csv.js';

const upsertCompanies = graphql(`
  mutation DemoCompanies($input: UpsertCompaniesInput!) {
    upsertCompanies(input: $input) { results { company { id } } userErrors { message } }
  }
`);

const upsertPeople = graphql(`
  mutation DemoPeople($input: UpsertPeopleInput!) {
    upsertPeople(input: $input) { results { person { id } } userErrors { message } }
  }
`);

const setAddresses = graphql(`
  mutation DemoAddresses($input: SetAddressesInput!) {
    setAddresses(input: $input) { userErrors { message } }
  }
`);

/** A business of Northwind with the person who speaks for it. */
export interface Partner {
  readonly key: string;
  readonly row: Row;
  readonly companyId: string;
  readonly personId: string;
}

/** The customers, and the suppliers, each a company, a person and their address. */
export async function loadPartners(client: Client): Promise<Map<string, Partner>> {
  const customers = readCsv('northwind/customers.csv').map((row) => ({ key: cell(row, 'customer_id'), row }));
  const suppliers = readCsv('northwind/suppliers.csv').map((row) => ({
    key: `supplier-${cell(row, 'supplier_id')}`,
    row,
  }));
  const partners = new Map<string, Partner>();
  for (const batch of inBatches([...customers, ...suppliers], 120)) {
    const companies = await client(upsertCompanies, {
      input: {
        companies: batch.map(({ key, row }) => ({
          by: externalId(key),
          company: { name: cell(row, 'company_name') },
        })),
      },
    });
    const companyIds = companies.upsertCompanies.results.map((result) => result.company?.id as string);
    const people = await client(upsertPeople, {
      input: {
        people: batch.map(({ key, row }, index) => ({
          by: externalId(key),
          person: personOf(key, row, companyIds[index] as string),
        })),
      },
    });
    const personIds = people.upsertPeople.results.map((result) => result.person?.id as string);
    for (const [index, { key, row }] of batch.entries()) {
      partners.set(key, {
        key,
        row,
        companyId: companyIds[index] as string,
        personId: personIds[index] as string,
      });
    }
  }
  for (const batch of inBatches([...partners.values()], 100)) {
    const owners = batch.flatMap(({ row, personId, companyId }) => [
      { owner: { personId }, addresses: [addressOf(row)] },
      { owner: { companyId }, addresses: [addressOf(row)] },
    ]);
    await client(setAddresses, { input: { owners } });
  }
  return partners;
}

function externalId(key: string) {
  return { externalId: { system: 'northwind', id: key } };
}

function personOf(key: string, row: Row, companyId: string) {
  const displayName = cell(row, 'contact_name');
  const [firstName, ...rest] = displayName.split(' ');
  const email = key.startsWith('supplier-') ? null : `${key.toLowerCase()}@northwind.demo`;
  return { displayName, firstName, lastName: rest.join(' ') || null, email, companyId };
}

/** A partner's address, as identity takes it. */
export function addressOf(row: Row) {
  return {
    type: 'BUSINESS' as const,
    lines: cell(row, 'address').split('\\n'),
    city: row.city,
    stateProvince: row.region,
    postalCode: row.postal_code,
    countryCode: countryCodes[row.country ?? ''] ?? null,
    isDefault: true,
  };
}
