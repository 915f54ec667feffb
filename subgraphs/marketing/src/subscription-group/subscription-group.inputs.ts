import { Payload } from '@kith/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { SubscriptionGroup } from './subscription-group.entity.js';

@InputType({ description: 'A new subscription group.' })
export class CreateSubscriptionGroupInput {
  @Field(() => String, { description: 'What it is called, unique in the organization.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'What its subscribers receive.' })
  description?: string | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'It becomes the default group in place of the present one.',
  })
  isDefault!: boolean;
}

@ObjectType({ description: 'The new subscription group.' })
export class CreateSubscriptionGroupPayload extends Payload {
  @Field(() => SubscriptionGroup, { nullable: true, description: 'The group, when it was written.' })
  subscriptionGroup?: SubscriptionGroup;
}
