import {
  brokenConstraint,
  changeRow,
  insertRow,
  lockRow,
  requireText,
  type Tx,
  userError,
} from '@kith/kernel';
import { authorize } from '../policy.js';
import { Campaign } from './campaign.entity.js';
import type { CreateCampaignInput, UpdateCampaignInput } from './campaign.inputs.js';
import { CampaignStatus } from './campaign-status.js';

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
  return withTemplate(tx, () => insertRow(tx, Campaign, values));
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
  return withTemplate(tx, () => changeRow(tx, Campaign, { id, expectedVersion }, changes));
}

function withTemplate<Result>(tx: Tx, write: () => Promise<Result>): Promise<Result> {
  return tx.savepoint(write).catch((error: unknown) => {
    if (brokenConstraint(error) !== 'campaign_template') throw error;
    throw userError('NOT_FOUND', 'There is no template with this id', ['templateId']);
  });
}
