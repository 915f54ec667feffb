import {
  changeRow,
  findExternal,
  heldByConstraints,
  type Id,
  insertRow,
  type Mistakes,
  noteExternalIds,
  requireText,
  type Tx,
  theOneOf,
  under,
  userError,
  type Written,
  writeRows,
} from '@kith/kernel';
import { authorize } from '../policy.js';
import { Company } from './company.entity.js';
import type { CompanyBy, CompanyInput, UpdateCompanyInput, UpsertCompaniesInput } from './company.inputs.js';

const mistakes: Mistakes = { company_domain: ['UNIQUE', 'Another company has this domain', ['domain']] };

export async function createCompany(tx: Tx, input: CompanyInput): Promise<Company> {
  authorize(tx.actor, 'company:write');
  const name = requireText(input.name, 'name');
  const { domain = null, industry = null, size = null } = input;
  const company = await heldByConstraints(tx, mistakes, () =>
    insertRow(tx, Company, { name, domain: domain?.toLowerCase() ?? null, industry, size }),
  );
  await noteExternalIds(tx, 'Company', company.id, input.externalIds);
  return company;
}

export async function updateCompany(
  tx: Tx,
  { id, expectedVersion, ...input }: UpdateCompanyInput,
): Promise<Company> {
  authorize(tx.actor, 'company:write');
  const changes = { ...input, name: input.name ?? undefined, domain: input.domain?.toLowerCase() };
  return heldByConstraints(tx, mistakes, () => changeRow(tx, Company, { id, expectedVersion }, changes));
}

export async function upsertCompanies(
  tx: Tx,
  { companies, errorPolicy }: UpsertCompaniesInput,
): Promise<Written<{ company: Company }>[]> {
  authorize(tx.actor, 'company:write');
  return writeRows(tx, { rows: companies, errorPolicy, path: 'companies' }, async ({ by, company }) => {
    const id = await findCompany(tx, by);
    const written = await under('company', async () => {
      if (!id) return createCompany(tx, withKey(by, company));
      const { externalIds, ...changes } = company;
      await noteExternalIds(tx, 'Company', id, externalIds);
      return updateCompany(tx, { id, ...changes });
    });
    return { company: written };
  });
}

async function findCompany(tx: Tx, by: CompanyBy): Promise<Id<'Company'> | null> {
  const [key, value] = theOneOf(by);
  if (key === 'externalId') return findExternal(tx, 'Company', value as NonNullable<CompanyBy['externalId']>);
  const where = key === 'id' ? { id: value as string } : { domain: (value as string).toLowerCase() };
  const found = await tx.manager.findOneBy(Company, where);
  if (!found && key === 'id') throw userError('NOT_FOUND', 'There is no company with this id', ['by', 'id']);
  return found?.id ?? null;
}

/** A company that is made by a key has that key. */
function withKey({ domain, externalId }: CompanyBy, company: CompanyInput): CompanyInput {
  const externalIds = externalId ? [...(company.externalIds ?? []), externalId] : company.externalIds;
  return { ...company, domain: company.domain ?? domain, externalIds };
}
