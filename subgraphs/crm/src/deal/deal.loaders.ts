import { Direction, entityLoader, filterable, listing } from '@kith/kernel';
import { Deal } from './deal.entity.js';

export const dealById = entityLoader(Deal);

export const deals = listing(Deal, {
  name: 'Deal',
  filter: {
    title: filterable.text(),
    amount: filterable.decimal('amountUnits'),
    pipelineId: filterable.id('Pipeline'),
    stageId: filterable.id('Stage'),
    ownerId: filterable.id('User'),
    teamId: filterable.id('Team'),
    personId: filterable.id('Person'),
    companyId: filterable.id('Company'),
    expectedCloseDate: filterable.day(),
    closedAt: filterable.instant(),
  },
  orderBy: [
    'createdAt',
    { name: 'amount', property: 'amountUnits' },
    'expectedCloseDate',
    'closedAt',
    'title',
  ],
  aliased: ['personId'],
  defaultOrder: [{ field: 'createdAt', direction: Direction.ASC }],
});
