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
import { User } from '../foreign/user.js';
import { meansOf } from '../means.js';
import { May } from '../policy.js';
import { checkEndpoint } from './check-endpoint.js';
import { WebhookEndpoint } from './endpoint.entity.js';
import { rotateWebhookSecret } from './endpoint-secrets.js';
import { pauseWebhookEndpoint } from './pause-endpoint.js';
import { resumeWebhookEndpoint } from './resume-endpoint.js';
import { sendTestWebhook } from './send-test-webhook.js';
import {
  CreateWebhookEndpointInput,
  CreateWebhookEndpointPayload,
  DeleteWebhookEndpointInput,
  DeleteWebhookEndpointPayload,
  PauseWebhookEndpointInput,
  PauseWebhookEndpointPayload,
  ResumeWebhookEndpointInput,
  ResumeWebhookEndpointPayload,
  RotateWebhookSecretInput,
  RotateWebhookSecretPayload,
  SendTestWebhookInput,
  SendTestWebhookPayload,
  UpdateWebhookEndpointInput,
  UpdateWebhookEndpointPayload,
} from './webhook.inputs.js';
import { findEndpoint, webhookDeliveries, webhookEndpoints } from './webhook.loaders.js';
import { createWebhookEndpoint, deleteWebhookEndpoint, updateWebhookEndpoint } from './write-endpoint.js';

@Resolver(() => WebhookEndpoint)
export class WebhookEndpointResolver {
  @Query(() => WebhookEndpoint, { nullable: true, description: 'A webhook endpoint. For admins.' })
  webhookEndpoint(
    @IdArg('WebhookEndpoint', 'id', { description: 'Its id.' }) id: Id<'WebhookEndpoint'>,
    @Ctx() request: Request,
  ): Promise<WebhookEndpoint | null> {
    return findEndpoint(request, id);
  }

  @Query(() => webhookEndpoints.Connection, { description: 'The webhook endpoints. For admins.' })
  @ConnectionSize()
  webhookEndpoints(
    @Args(() => webhookEndpoints.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<WebhookEndpoint>> {
    return webhookEndpoints.list(request, args);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'For whom it acts: who made it, or last changed or resumed it. It may do what that user may at the time.',
  })
  createdBy(@Root() { actsFor }: WebhookEndpoint): User {
    return { id: actsFor };
  }

  @Needs()
  @FieldResolver(() => webhookDeliveries.Connection, {
    description: 'What was sent to it or waits to be, the latest first.',
  })
  @ConnectionSize()
  deliveries(
    @Root() endpoint: WebhookEndpoint,
    @Args(() => webhookDeliveries.Args) args: ListArgs,
    @Ctx() request: Request,
  ) {
    request.requirePresent('WebhookEndpoint.deliveries');
    return webhookDeliveries.listOf(request, 'endpointId', endpoint.id, args);
  }

  @Mutation(() => CreateWebhookEndpointPayload, {
    description: 'Makes a webhook endpoint; its secret is told this once. For admins.',
  })
  @May('webhook:write')
  createWebhookEndpoint(
    @Arg('input', () => CreateWebhookEndpointInput, { description: 'The endpoint.' })
    input: CreateWebhookEndpointInput,
    @Ctx() request: Request,
  ): Promise<CreateWebhookEndpointPayload> {
    const means = meansOf(request);
    return request.mutate(
      CreateWebhookEndpointPayload,
      (tx) => createWebhookEndpoint(tx, means.secretsKeys, input),
      () => checkEndpoint(means, request, input),
    );
  }

  @Mutation(() => UpdateWebhookEndpointPayload, { description: 'Changes a webhook endpoint. For admins.' })
  @May('webhook:write')
  updateWebhookEndpoint(
    @Arg('input', () => UpdateWebhookEndpointInput, { description: 'What to change.' })
    input: UpdateWebhookEndpointInput,
    @Ctx() request: Request,
  ): Promise<UpdateWebhookEndpointPayload> {
    return request.mutate(
      UpdateWebhookEndpointPayload,
      async (tx) => ({ webhookEndpoint: await updateWebhookEndpoint(tx, input) }),
      () => checkEndpoint(meansOf(request), request, input),
    );
  }

  @Mutation(() => DeleteWebhookEndpointPayload, {
    description: 'Deletes a webhook endpoint with its deliveries. For admins.',
  })
  @May('webhook:write')
  deleteWebhookEndpoint(
    @Arg('input', () => DeleteWebhookEndpointInput, { description: 'Which one.' })
    input: DeleteWebhookEndpointInput,
    @Ctx() request: Request,
  ): Promise<DeleteWebhookEndpointPayload> {
    return request.mutate(DeleteWebhookEndpointPayload, async (tx) => ({
      deletedId: await deleteWebhookEndpoint(tx, input),
    }));
  }

  @Mutation(() => RotateWebhookSecretPayload, {
    description: 'Gives a webhook endpoint another secret, which is told this once. For admins.',
  })
  @May('webhook:write')
  rotateWebhookSecret(
    @Arg('input', () => RotateWebhookSecretInput, { description: 'Which one.' })
    input: RotateWebhookSecretInput,
    @Ctx() request: Request,
  ): Promise<RotateWebhookSecretPayload> {
    const { secretsKeys } = meansOf(request);
    return request.mutate(RotateWebhookSecretPayload, (tx) => rotateWebhookSecret(tx, secretsKeys, input));
  }

  @Mutation(() => PauseWebhookEndpointPayload, {
    description: 'Pauses a webhook endpoint; what happens meanwhile waits. For admins.',
  })
  @May('webhook:write')
  pauseWebhookEndpoint(
    @Arg('input', () => PauseWebhookEndpointInput, { description: 'Which one, and why.' })
    input: PauseWebhookEndpointInput,
    @Ctx() request: Request,
  ): Promise<PauseWebhookEndpointPayload> {
    return request.mutate(PauseWebhookEndpointPayload, async (tx) => ({
      webhookEndpoint: await pauseWebhookEndpoint(tx, input),
    }));
  }

  @Mutation(() => ResumeWebhookEndpointPayload, {
    description: 'Resumes a webhook endpoint; what waited is sent, in its order. For admins.',
  })
  @May('webhook:write')
  resumeWebhookEndpoint(
    @Arg('input', () => ResumeWebhookEndpointInput, { description: 'Which one.' })
    input: ResumeWebhookEndpointInput,
    @Ctx() request: Request,
  ): Promise<ResumeWebhookEndpointPayload> {
    return request.mutate(ResumeWebhookEndpointPayload, async (tx) => ({
      webhookEndpoint: await resumeWebhookEndpoint(tx, input),
    }));
  }

  @Mutation(() => SendTestWebhookPayload, {
    description:
      'Sends the event `webhook_endpoint.tested` to a webhook endpoint, whatever it listens to. For admins.',
  })
  @May('webhook:write')
  sendTestWebhook(
    @Arg('input', () => SendTestWebhookInput, { description: 'Which one.' }) input: SendTestWebhookInput,
    @Ctx() request: Request,
  ): Promise<SendTestWebhookPayload> {
    return request.mutate(SendTestWebhookPayload, async (tx) => ({
      webhookEndpoint: await sendTestWebhook(tx, input),
    }));
  }
}
