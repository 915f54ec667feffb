import { Direction, entityLoader, filterable, listing } from '@kith/kernel';
import { LifecycleStage, PersonSource } from './lifecycle-stage.js';
import { Person } from './person.entity.js';

export const personById = entityLoader(Person);

export const people = listing(Person, {
  name: 'Person',
  filter: {
    displayName: filterable.text(),
    email: filterable.lowerCaseText(),
    phone: filterable.text(),
    companyId: filterable.id('Company'),
    lifecycleStage: filterable.choice('LifecycleStage', LifecycleStage),
    source: filterable.choice('PersonSource', PersonSource),
    leadScore: filterable.whole(),
    customerValue: filterable.decimal('customerValueUnits'),
    lastActivityAt: filterable.instant(),
    createdAt: filterable.instant(),
  },
  orderBy: [
    'createdAt',
    'displayName',
    'email',
    'leadScore',
    { name: 'customerValue', property: 'customerValueUnits' },
    'lastActivityAt',
  ],
  defaultOrder: [{ field: 'createdAt', direction: Direction.ASC }],
});
