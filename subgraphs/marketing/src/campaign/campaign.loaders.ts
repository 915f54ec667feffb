import { Direction, entityLoader, filterable, listing } from '@kith/kernel';
import { Campaign } from './campaign.entity.js';
import { CampaignChannel, CampaignStatus } from './campaign-status.js';

export const campaignById = entityLoader(Campaign);

export const campaigns = listing(Campaign, {
  name: 'Campaign',
  filter: {
    name: filterable.text(),
    channel: filterable.choice('CampaignChannel', CampaignChannel),
    status: filterable.choice('CampaignStatus', CampaignStatus),
    templateId: filterable.id('Template'),
    createdAt: filterable.instant(),
  },
  orderBy: ['createdAt', 'name'],
  defaultOrder: [{ field: 'createdAt', direction: Direction.DESC }],
});
