import {
  BoundedList,
  DateTime,
  EmailAddress,
  ErrorPolicy,
  ExternalIdInput,
  type Id,
  IdField,
  Most,
  Payload,
  RowResult,
} from '@kith/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { ConsentStatus } from './consent-status.js';
import { Subscriber } from './subscriber.entity.js';
import { mostGroups } from './subscriber.loaders.js';

@InputType({ description: 'One way to name a subscriber: give exactly one.' })
export class SubscriberBy {
  @IdField('Subscriber', { nullable: true, description: 'By their id.' })
  id?: Id<'Subscriber'> | null;
  @IdField('Person', { nullable: true, description: 'By the person who they are.' })
  personId?: Id<'Person'> | null;
  @Field(() => ExternalIdInput, { nullable: true, description: 'By their name in another system.' })
  externalId?: ExternalIdInput | null;
}

@InputType({ description: 'That somebody agreed to receive what a group sends.' })
export class SubscribeInput {
  @IdField('Person', { description: 'Who.' })
  personId!: Id<'Person'>;
  @Field(() => EmailAddress, {
    nullable: true,
    description: 'Where they are written to; what is known stays when it is not given.',
  })
  email?: string | null;
  @IdField('SubscriptionGroup', {
    nullable: true,
    description: 'To which group; the default group unless said.',
  })
  groupId?: Id<'SubscriptionGroup'> | null;
  @Field(() => String, {
    nullable: true,
    description: 'Where they said so: `checkout`. At most 200 characters.',
  })
  @Most(200)
  source?: string | null;
}

@InputType({ description: 'That somebody wants to receive no more.' })
export class UnsubscribeInput {
  @IdField('Person', { description: 'Who.' })
  personId!: Id<'Person'>;
  @IdField('SubscriptionGroup', {
    nullable: true,
    description: 'From which group; from all of theirs unless said.',
  })
  groupId?: Id<'SubscriptionGroup'> | null;
  @Field(() => String, {
    nullable: true,
    description: 'Where they said so: `footer-link`. At most 200 characters.',
  })
  @Most(200)
  source?: string | null;
}

@InputType({ description: 'A consent that was given elsewhere.' })
export class SubscriberGroupInput {
  @Field(() => String, { description: 'The name of a subscription group that exists.' })
  name!: string;
  @Field(() => ConsentStatus, {
    defaultValue: ConsentStatus.SUBSCRIBED,
    description: 'What they said. Who unsubscribed here stays so.',
  })
  status!: ConsentStatus;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When they agreed; now unless said. Only with SUBSCRIBED.',
  })
  consentedAt?: Date | null;
  @Field(() => String, {
    nullable: true,
    description: 'Where they said so: `import`. At most 200 characters.',
  })
  @Most(200)
  source?: string | null;
}

@InputType({ description: 'What is known of a subscriber.' })
export class SubscriberInput {
  @IdField('Person', {
    nullable: true,
    description: 'The person who they are: needed where `by` names neither a person nor a known subscriber.',
  })
  personId?: Id<'Person'> | null;
  @Field(() => EmailAddress, {
    nullable: true,
    description: 'Where they are written to; what is known stays when it is not given.',
  })
  email?: string | null;
  @Field(() => [SubscriberGroupInput], {
    nullable: true,
    description: `What they said to which groups; groups not named stay as they are. At most ${mostGroups}.`,
  })
  @Most(mostGroups)
  groups?: SubscriberGroupInput[] | null;
  @Field(() => [ExternalIdInput], {
    nullable: true,
    description: 'Their names in other systems; at most 20.',
  })
  @Most(20)
  externalIds?: ExternalIdInput[] | null;
}

@InputType({ description: 'A subscriber to change or, when there is none, to make.' })
export class UpsertSubscriberRow {
  @Field(() => SubscriberBy, { description: 'Which subscriber.' })
  by!: SubscriberBy;
  @Field(() => SubscriberInput, { description: 'What is known of them.' })
  subscriber!: SubscriberInput;
}

@InputType({ description: 'Subscribers to change or make; at most 250.' })
export class UpsertSubscribersInput {
  @Field(() => [UpsertSubscriberRow], { description: 'A row for each subscriber.' })
  subscribers!: UpsertSubscriberRow[];
  @Field(() => ErrorPolicy, {
    defaultValue: ErrorPolicy.REJECT_ALL,
    description: 'What a mistake in a row does to the others.',
  })
  errorPolicy!: ErrorPolicy;
}

@ObjectType()
abstract class SubscriberPayload extends Payload {
  @Field(() => Subscriber, { nullable: true, description: 'The subscriber, when they were written.' })
  subscriber?: Subscriber;
}

@ObjectType({ description: 'Who subscribed.' })
export class SubscribePayload extends SubscriberPayload {}

@ObjectType({ description: 'Who unsubscribed.' })
export class UnsubscribePayload extends SubscriberPayload {}

@ObjectType({ description: 'What became of one row.' })
export class UpsertSubscriberResult extends RowResult {
  @Field(() => Subscriber, { nullable: true, description: 'The subscriber, when they were written.' })
  subscriber?: Subscriber;
}

@ObjectType({ description: 'What became of the rows.' })
export class UpsertSubscribersPayload extends Payload {
  @Field(() => [UpsertSubscriberResult], { description: 'A result for each row, in their order.' })
  @BoundedList(250)
  results: UpsertSubscriberResult[] = [];
}
