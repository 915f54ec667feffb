import {
  Direction,
  entityLoader,
  entityOf,
  filterable,
  type Id,
  listing,
  loader,
  lookUp,
} from '@kith/kernel';
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

/** When people last bought, by the purchases that stand. */
export const lastPurchaseOf = loader<Id, Date | null>(async (snapshot, people) => {
  const rows = await snapshot.query<{ person: Id; last: Date | null }>(
    `select p.id as person, l.last from unnest($1::uuid[]) as p(id) cross join lateral (
       select max(a.occurred_at) as last from ids_of(p.id) as m(id) ${lookUp('activity', 'a', 'person_id')}
       where a.type = 'PURCHASE' and a.cancelled_at is null) l`,
    [people],
  );
  const found = new Map(rows.map(({ person, last }) => [person, last]));
  return people.map((person) => found.get(person) ?? null);
});
