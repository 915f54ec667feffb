import { Direction, entityLoader, entityOf, filterable, listing } from '@kith/kernel';
import { Contact, LeadStatus } from './contact.entity.js';

export const contactById = entityLoader(Contact);
export const contactOfPerson = entityOf(Contact, 'personId');

export const contacts = listing(Contact, {
  name: 'Contact',
  filter: {
    companyId: filterable.id('Company'),
    ownerId: filterable.id('User'),
    leadStatus: filterable.choice('LeadStatus', LeadStatus),
    leadSource: filterable.text(),
    nextFollowUpAt: filterable.instant(),
  },
  orderBy: ['createdAt', 'lastContactedAt', 'nextFollowUpAt'],
  defaultOrder: [{ field: 'createdAt', direction: Direction.ASC }],
});
