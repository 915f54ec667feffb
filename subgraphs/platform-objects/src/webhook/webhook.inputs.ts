import { type Id, IdField, Most, Payload } from '@kith/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { WebhookDelivery } from './delivery.entity.js';
import { WebhookEndpoint } from './endpoint.entity.js';

const urlDescription =
  'Where events are sent: an https: URL of at most 2,000 characters, at a public address, without credentials.';
const typesDescription = 'The types of event to send: `order.placed`; `*` is every one. At most 100.';
const queryDescription =
  "A query of this graph whose answer is sent as `data` instead of the event's own; it may take `$subject: ID!`, the node that the event happened to, and `$at: DateTime!`. It is asked as of the event, with the present rights of the user for whom the endpoint acts. An answer of more than 1 MiB is not sent.";

@InputType({ description: 'A webhook endpoint to make. It acts for who makes it.' })
export class CreateWebhookEndpointInput {
  @Field(() => String, { description: urlDescription })
  url!: string;
  @Field(() => [String], { description: typesDescription })
  @Most(100)
  eventTypes!: string[];
  @Field(() => String, { nullable: true, description: queryDescription })
  @Most(20_000)
  query?: string | null;
}

@InputType({
  description: 'Changes of a webhook endpoint; what is not given stays. It then acts for who changes it.',
})
export class UpdateWebhookEndpointInput {
  @IdField('WebhookEndpoint', { description: 'Which endpoint.' })
  id!: Id<'WebhookEndpoint'>;
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
  @Field(() => String, { nullable: true, description: urlDescription })
  url?: string | null;
  @Field(() => [String], { nullable: true, description: typesDescription })
  @Most(100)
  eventTypes?: string[] | null;
  @Field(() => String, { nullable: true, description: `${queryDescription} Null takes it away.` })
  @Most(20_000)
  query?: string | null;
}

@InputType()
abstract class WebhookEndpointIdInput {
  @IdField('WebhookEndpoint', { description: 'Which endpoint.' })
  id!: Id<'WebhookEndpoint'>;
}

@InputType({ description: 'A webhook endpoint to delete.' })
export class DeleteWebhookEndpointInput extends WebhookEndpointIdInput {}

@InputType({ description: 'A webhook endpoint that gets another secret.' })
export class RotateWebhookSecretInput extends WebhookEndpointIdInput {}

@InputType({ description: 'A webhook endpoint that gets a test event.' })
export class SendTestWebhookInput extends WebhookEndpointIdInput {}

@InputType({ description: 'A webhook endpoint to pause.' })
export class PauseWebhookEndpointInput extends WebhookEndpointIdInput {
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null;
}

@InputType({ description: 'A webhook endpoint to resume. It then acts for who resumes it.' })
export class ResumeWebhookEndpointInput extends WebhookEndpointIdInput {}

@InputType({ description: 'A delivery to make again.' })
export class RedeliverWebhookInput {
  @IdField('WebhookDelivery', { description: 'Which delivery.' })
  deliveryId!: Id<'WebhookDelivery'>;
}

@ObjectType()
abstract class WebhookEndpointPayload extends Payload {
  @Field(() => WebhookEndpoint, { nullable: true, description: 'The endpoint.' })
  webhookEndpoint?: WebhookEndpoint;
}

@ObjectType()
abstract class WebhookSecretPayload extends WebhookEndpointPayload {
  @Field(() => String, {
    nullable: true,
    description: 'The secret that its calls are signed with: `whsec_…`. It is told this once.',
  })
  secret?: string;
}

@ObjectType({ description: 'The endpoint that was made.' })
export class CreateWebhookEndpointPayload extends WebhookSecretPayload {}

@ObjectType({ description: 'The endpoint with its new secret. The one before signs beside it for 24 hours.' })
export class RotateWebhookSecretPayload extends WebhookSecretPayload {}

@ObjectType({ description: 'The changed endpoint.' })
export class UpdateWebhookEndpointPayload extends WebhookEndpointPayload {}

@ObjectType({ description: 'The paused endpoint.' })
export class PauseWebhookEndpointPayload extends WebhookEndpointPayload {}

@ObjectType({ description: 'The resumed endpoint.' })
export class ResumeWebhookEndpointPayload extends WebhookEndpointPayload {}

@ObjectType({
  description: 'The endpoint. The test event is among its deliveries once it has passed the log.',
})
export class SendTestWebhookPayload extends WebhookEndpointPayload {}

@ObjectType({ description: 'The endpoint that is no more.' })
export class DeleteWebhookEndpointPayload extends Payload {
  @IdField('WebhookEndpoint', { nullable: true, description: 'The id that it had.' })
  deletedId?: Id<'WebhookEndpoint'>;
}

@ObjectType({ description: 'The delivery, which waits again.' })
export class RedeliverWebhookPayload extends Payload {
  @Field(() => WebhookDelivery, { nullable: true, description: 'The delivery.' })
  webhookDelivery?: WebhookDelivery;
}
