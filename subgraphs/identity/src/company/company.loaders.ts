import { Direction, entityLoader, filterable, listing } from '@kith/kernel';
import { Company } from './company.entity.js';

export const companyById = entityLoader(Company);

export const companies = listing(Company, {
  name: 'Company',
  filter: {
    name: filterable.text(),
    domain: filterable.lowerCaseText(),
    industry: filterable.text(),
    createdAt: filterable.instant(),
  },
  orderBy: ['name', 'createdAt'],
  defaultOrder: [{ field: 'name', direction: Direction.ASC }],
});
