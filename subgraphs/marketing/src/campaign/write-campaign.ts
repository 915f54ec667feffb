import {
  changeRow,
  heldByConstraints,
  insertRow,
  lockRow,
  type Mistakes,
  requireText,
  type Tx,
  userError,
} from '@kith/kernel';
import { authorize } from '../policy.js';
import { Campaign } from './campaign.entity.js';
import type { CreateCampaignInput, UpdateCampaignInput } from './campaign.inputs.js';
import { CampaignStatus } from './campaign-status.js';

const mistakes: Mistakes = {
  campaign_template: ['NOT_FOUND', 'There is no template with this id', ['templateId']],
};

export async function createCampaign(
  tx: Tx,
  { name, channel, subject = null, templateId = null }: CreateCampaignInput,
): Promise<Campaign> {
  authorize(tx.actor, 'campaign:write');
  const values = {
    name: requireText(name, 'name'),
    channel,
    subject,
    templateId,
    status: CampaignStatus.DRAFT,
  };
  return heldByConstraints(tx, mistakes, () => insertRow(tx, Campaign, values));
}

export async function updateCampaign(
  tx: Tx,
  { id, expectedVersion, name, channel, subject, templateId }: UpdateCampaignInput,
): Promise<Campaign> {
  authorize(tx.actor, 'campaign:write');
  const { status } = await lockRow(tx, Campaign, id);
  if (status !== CampaignStatus.DRAFT) {
    throw userError('STATE_TRANSITION_NOT_ALLOWED', `A campaign that is ${status} can no longer be changed`, [
      'id',
    ]);
  }
  const changes = {
    name: name == null ? undefined : requireText(name, 'name'),
    channel: channel ?? undefined,
    subject,
    templateId,
  };
  return heldByConstraints(tx, mistakes, () => changeRow(tx, Campaign, { id, expectedVersion }, changes));
}
