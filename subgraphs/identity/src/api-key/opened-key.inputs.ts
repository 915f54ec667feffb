import { type Actor, DateTime, type Id, Internal, Json, Payload } from '@kith/kernel';
import { Field, ObjectType } from 'type-graphql';
import { OperationMode } from './api-key.entity.js';

/** Whom a key acts as, and on which terms. */
export interface KeyHolder {
  actor: Actor;
  appId: Id<'App'> | null;
  operationMode: OperationMode;
  openedAt: Date;
  expiresAt: Date | null;
}

@Internal()
@ObjectType({
  description: 'What a key opens; nothing when it is none, or was revoked, or its creator may not act.',
})
export class OpenApiKeyPayload extends Payload {
  @Field(() => Json, { nullable: true, description: 'The actor that whoever shows it is.' })
  actor?: Actor;

  @Field(() => String, { nullable: true, description: 'The app whose key it is, as a UUID.' })
  appId?: Id<'App'> | null;

  @Field(() => OperationMode, { nullable: true, description: 'Which operations it may run.' })
  operationMode?: OperationMode;

  @Field(() => DateTime, { nullable: true, description: 'What was revoked later does not hold any more.' })
  openedAt?: Date;

  @Field(() => DateTime, { nullable: true, description: 'Until when it is good.' })
  expiresAt?: Date | null;
}
