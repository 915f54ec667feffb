import { BoundedList, type Request, referenceTo } from '@kith/kernel';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Person } from '../foreign/person.js';
import { LoggedEvent } from '../log/event.entity.js';
import { findEvent } from '../log/log.loaders.js';
import { May } from '../policy.js';
import { WebhookAttempt, WebhookDelivery } from './delivery.entity.js';
import { WebhookEndpoint } from './endpoint.entity.js';
import { redeliverWebhook } from './redeliver-webhook.js';
import { RedeliverWebhookInput, RedeliverWebhookPayload } from './webhook.inputs.js';
import { attemptsOf, endpointById, mostAttempts } from './webhook.loaders.js';

@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  @FieldResolver(() => WebhookEndpoint, { nullable: true, description: 'Where it goes.' })
  endpoint(
    @Root() { endpointId }: WebhookDelivery,
    @Ctx() request: Request,
  ): Promise<WebhookEndpoint | null> {
    return endpointById(request).load(endpointId);
  }

  @FieldResolver(() => LoggedEvent, {
    nullable: true,
    description: 'What happened; null when the log no longer holds it.',
  })
  event(@Root() { eventId }: WebhookDelivery, @Ctx() request: Request): Promise<LoggedEvent | null> {
    return findEvent(request, eventId);
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Of whom the event speaks.' })
  person(@Root() { personId }: WebhookDelivery, @Ctx() request: Request): Promise<Person | null> {
    return referenceTo(request, personId);
  }

  @FieldResolver(() => [WebhookAttempt], {
    description: `Its calls, the latest first; at most ${mostAttempts}.`,
  })
  @BoundedList(mostAttempts)
  attempts(@Root() { id }: WebhookDelivery, @Ctx() request: Request): Promise<WebhookAttempt[]> {
    return attemptsOf(request).load(id);
  }

  @Mutation(() => RedeliverWebhookPayload, {
    description:
      'Makes a delivery again, under the same `webhook-id`, before what waits for its subject. For admins.',
  })
  @May('webhook:write')
  redeliverWebhook(
    @Arg('input', () => RedeliverWebhookInput, { description: 'Which delivery.' })
    input: RedeliverWebhookInput,
    @Ctx() request: Request,
  ): Promise<RedeliverWebhookPayload> {
    return request.mutate(RedeliverWebhookPayload, async (tx) => ({
      webhookDelivery: await redeliverWebhook(tx, input),
    }));
  }
}
