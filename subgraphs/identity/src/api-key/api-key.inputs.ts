import { DateTime, type Id, IdField, Most, Payload } from '@kith/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { ApiKey, OperationMode } from './api-key.entity.js';

const nameDescription = 'What it is for, in at most 100 characters.';
const modeDescription = 'Which operations it may run; a key without an app is open.';

@ObjectType()
abstract class ApiKeyPayload extends Payload {
  @Field(() => ApiKey, { nullable: true, description: 'The key, when it was written.' })
  apiKey?: ApiKey;
}

@InputType({ description: 'A new key. It acts for who makes it.' })
export class CreateApiKeyInput {
  @Field(() => String, { description: nameDescription })
  @Most(100)
  name!: string;
  @Field(() => [String], {
    nullable: true,
    description:
      'The actions that it is for: `deal:write`, `deal:*`, `*:read`; without, all that you may. At most 50.',
  })
  @Most(50)
  scopes?: string[] | null;
  @IdField('App', { nullable: true, description: 'The app whose key it is.' })
  appId?: Id<'App'> | null;
  @Field(() => OperationMode, { defaultValue: OperationMode.OPEN, description: modeDescription })
  operationMode!: OperationMode;
  @Field(() => DateTime, { nullable: true, description: 'Until when it is good; without, for ever.' })
  expiresAt?: Date | null;
}

@InputType({ description: 'Changes of a key.' })
export class UpdateApiKeyInput {
  @IdField('ApiKey', { description: 'Which key.' })
  id!: Id<'ApiKey'>;
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
  @Field(() => String, { nullable: true, description: nameDescription })
  @Most(100)
  name?: string | null;
  @Field(() => OperationMode, { nullable: true, description: modeDescription })
  operationMode?: OperationMode | null;
}

@InputType({ description: 'A key that shall open nothing any more.' })
export class RevokeApiKeyInput {
  @IdField('ApiKey', { description: 'Which key.' })
  id!: Id<'ApiKey'>;
}

@ObjectType({ description: 'The new key.' })
export class CreateApiKeyPayload extends ApiKeyPayload {
  @Field(() => String, {
    nullable: true,
    description: 'What is sent as `x-api-key`, told this once: only a hash of it is kept.',
  })
  key?: string;
}

@ObjectType({ description: 'The changed key.' })
export class UpdateApiKeyPayload extends ApiKeyPayload {}

@ObjectType({ description: 'The revoked key.' })
export class RevokeApiKeyPayload extends ApiKeyPayload {}
