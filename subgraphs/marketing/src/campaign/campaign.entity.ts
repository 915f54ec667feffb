import { type Id, NodeRow, NodeType } from '@kith/kernel';
import { Field } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { CampaignChannel, CampaignStatus } from './campaign-status.js';

@Entity('campaign')
@NodeType({ description: 'Something that is said to many at once.' })
export class Campaign extends NodeRow {
  @Field(() => String, { description: 'What it is called inside the organization.' })
  @Column('text')
  name!: string;

  @Field(() => CampaignChannel, { description: 'The way that it takes.' })
  @Column('text')
  channel!: CampaignChannel;

  @Field(() => CampaignStatus, { description: 'How far it has come.' })
  @Column('text')
  status!: CampaignStatus;

  @Field(() => String, {
    nullable: true,
    description: "The subject line of its e-mails; the template's when null.",
  })
  @Column('text', { nullable: true })
  subject!: string | null;

  @Column('uuid', { nullable: true })
  templateId!: Id<'Template'> | null;
}
