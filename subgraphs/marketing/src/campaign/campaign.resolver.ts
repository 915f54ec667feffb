import {
  type Connection,
  ConnectionSize,
  type Id,
  IdArg,
  type ListArgs,
  Needs,
  type Request,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { May } from '../policy.js';
import { Template } from '../template/template.entity.js';
import { templateById } from '../template/template.loaders.js';
import { Campaign } from './campaign.entity.js';
import {
  CreateCampaignInput,
  CreateCampaignPayload,
  UpdateCampaignInput,
  UpdateCampaignPayload,
} from './campaign.inputs.js';
import { campaignById, campaigns } from './campaign.loaders.js';
import { createCampaign, updateCampaign } from './write-campaign.js';

@Resolver(() => Campaign)
export class CampaignResolver {
  @Query(() => Campaign, { nullable: true, description: 'A campaign by its id.' })
  campaign(
    @IdArg('Campaign', 'id', { description: 'Its id.' }) id: Id<'Campaign'>,
    @Ctx() request: Request,
  ): Promise<Campaign | null> {
    return campaignById(request).load(id);
  }

  @Query(() => campaigns.Connection, { description: 'The campaigns of the organization, the latest first.' })
  @ConnectionSize()
  campaigns(
    @Args(() => campaigns.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Campaign>> {
    return campaigns.list(request, args);
  }

  @Needs('templateId')
  @FieldResolver(() => Template, { nullable: true, description: 'What it sends.' })
  template(@Root() campaign: Campaign, @Ctx() request: Request): Promise<Template | null> | null {
    return campaign.templateId ? templateById(request).load(campaign.templateId) : null;
  }

  @Mutation(() => CreateCampaignPayload, { description: 'Makes a campaign, as a draft.' })
  @May('campaign:write')
  createCampaign(
    @Arg('input', () => CreateCampaignInput, { description: 'The campaign.' }) input: CreateCampaignInput,
    @Ctx() request: Request,
  ): Promise<CreateCampaignPayload> {
    return request.mutate(CreateCampaignPayload, async (tx) => ({
      campaign: await createCampaign(tx, input),
    }));
  }

  @Mutation(() => UpdateCampaignPayload, { description: 'Changes a campaign that is a draft.' })
  @May('campaign:write')
  updateCampaign(
    @Arg('input', () => UpdateCampaignInput, { description: 'What to change.' }) input: UpdateCampaignInput,
    @Ctx() request: Request,
  ): Promise<UpdateCampaignPayload> {
    return request.mutate(UpdateCampaignPayload, async (tx) => ({
      campaign: await updateCampaign(tx, input),
    }));
  }
}
