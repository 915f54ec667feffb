import { NodeRow, NodeType } from '@kith/kernel';
import { Field } from 'type-graphql';
import { Column, Entity } from 'typeorm';

@Entity('subscription_group')
@NodeType({ description: 'Something that people agree to receive: a newsletter, product news.' })
export class SubscriptionGroup extends NodeRow {
  @Field(() => String, { description: 'What it is called, unique in the organization.' })
  @Column('text')
  name!: string;

  @Field(() => String, { nullable: true, description: 'What its subscribers receive.' })
  @Column('text', { nullable: true })
  description!: string | null;

  @Field(() => Boolean, {
    description: 'Who subscribes without naming a group joins this one; at most one group is.',
  })
  @Column('boolean', { default: false })
  isDefault!: boolean;
}
