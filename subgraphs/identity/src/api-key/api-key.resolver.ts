import {
  type Connection,
  ConnectionSize,
  DateTime,
  type Id,
  IdArg,
  Internal,
  type ListArgs,
  type Request,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { App } from '../foreign/app.js';
import { May } from '../policy.js';
import { User } from '../user/user.entity.js';
import { userById } from '../user/user.loaders.js';
import { ApiKey } from './api-key.entity.js';
import {
  CreateApiKeyInput,
  CreateApiKeyPayload,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
  UpdateApiKeyInput,
  UpdateApiKeyPayload,
} from './api-key.inputs.js';
import { apiKeys, findApiKey, useOf } from './api-key.loaders.js';
import { openApiKey } from './open-api-key.js';
import { OpenApiKeyPayload } from './opened-key.inputs.js';
import { createApiKey, revokeApiKey, updateApiKey } from './write-api-key.js';

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Query(() => ApiKey, { nullable: true, description: 'A key by its id. For admins.' })
  apiKey(
    @IdArg('ApiKey', 'id', { description: 'Its id.' }) id: Id<'ApiKey'>,
    @Ctx() request: Request,
  ): Promise<ApiKey | null> {
    return findApiKey(request, id);
  }

  @Query(() => apiKeys.Connection, {
    description: 'The keys of the organization, the latest first. For admins.',
  })
  @ConnectionSize()
  apiKeys(@Args(() => apiKeys.Args) args: ListArgs, @Ctx() request: Request): Promise<Connection<ApiKey>> {
    return apiKeys.list(request, args);
  }

  @FieldResolver(() => User, { nullable: true, description: 'For whom it acts: who made it.' })
  createdBy(@Root() apiKey: ApiKey, @Ctx() request: Request): Promise<User | null> {
    return userById(request).load(apiKey.createdBy);
  }

  @FieldResolver(() => App, { nullable: true, description: 'The app whose key it is.' })
  app(@Root() { appId }: ApiKey): App | null {
    return appId ? { id: appId } : null;
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When it was last used, to a minute; null for never.',
  })
  async lastUsedAt(@Root() apiKey: ApiKey, @Ctx() request: Request): Promise<Date | null> {
    request.requirePresent('ApiKey.lastUsedAt');
    return (await useOf(request).load(apiKey.id))?.at ?? null;
  }

  @Mutation(() => CreateApiKeyPayload, {
    description: 'Makes a key that acts for who makes it; it is told this once. For admins.',
  })
  @May('api_key:write')
  createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'The key.' }) input: CreateApiKeyInput,
    @Ctx() request: Request,
  ): Promise<CreateApiKeyPayload> {
    return request.mutate(CreateApiKeyPayload, (tx) => createApiKey(tx, input));
  }

  @Mutation(() => UpdateApiKeyPayload, { description: 'Changes a key. For admins.' })
  @May('api_key:write')
  updateApiKey(
    @Arg('input', () => UpdateApiKeyInput, { description: 'What to change.' }) input: UpdateApiKeyInput,
    @Ctx() request: Request,
  ): Promise<UpdateApiKeyPayload> {
    return request.mutate(UpdateApiKeyPayload, async (tx) => ({ apiKey: await updateApiKey(tx, input) }));
  }

  @Mutation(() => RevokeApiKeyPayload, { description: 'Takes from a key all that it opens. For admins.' })
  @May('api_key:revoke')
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'Which one.' }) input: RevokeApiKeyInput,
    @Ctx() request: Request,
  ): Promise<RevokeApiKeyPayload> {
    return request.mutate(RevokeApiKeyPayload, async (tx) => ({ apiKey: await revokeApiKey(tx, input) }));
  }

  @Internal()
  @Mutation(() => OpenApiKeyPayload, { description: 'What a key opens, noted as its use.' })
  openApiKey(
    @Arg('key', () => String, { description: 'The key as it was shown.' }) key: string,
    @Ctx() request: Request,
  ): Promise<OpenApiKeyPayload> {
    return request.mutate(OpenApiKeyPayload, async (tx) => (await openApiKey(tx, key)) ?? {});
  }
}
