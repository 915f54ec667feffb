import { type Id, IdField, Payload } from '@kith/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Campaign } from './campaign.entity.js';
import { CampaignChannel } from './campaign-status.js';

@InputType({ description: 'A new campaign; it begins as a draft.' })
export class CreateCampaignInput {
  @Field(() => String, { description: 'What it is called inside the organization.' })
  name!: string;
  @Field(() => CampaignChannel, { description: 'The way that it takes.' })
  channel!: CampaignChannel;
  @Field(() => String, {
    nullable: true,
    description: "The subject line of its e-mails; the template's unless said.",
  })
  subject?: string | null;
  @IdField('Template', { nullable: true, description: 'What it sends.' })
  templateId?: Id<'Template'> | null;
}

@InputType({ description: 'Changes of a draft; what is not given stays.' })
export class UpdateCampaignInput {
  @IdField('Campaign', { description: 'Which campaign.' })
  id!: Id<'Campaign'>;
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
  @Field(() => String, { nullable: true, description: 'Another name.' })
  name?: string | null;
  @Field(() => CampaignChannel, { nullable: true, description: 'Another way.' })
  channel?: CampaignChannel | null;
  @Field(() => String, { nullable: true, description: "Another subject line; null for the template's." })
  subject?: string | null;
  @IdField('Template', { nullable: true, description: 'Another template; null for none.' })
  templateId?: Id<'Template'> | null;
}

@ObjectType()
abstract class CampaignPayload extends Payload {
  @Field(() => Campaign, { nullable: true, description: 'The campaign, when it was written.' })
  campaign?: Campaign;
}

@ObjectType({ description: 'The new campaign.' })
export class CreateCampaignPayload extends CampaignPayload {}

@ObjectType({ description: 'The changed campaign.' })
export class UpdateCampaignPayload extends CampaignPayload {}
