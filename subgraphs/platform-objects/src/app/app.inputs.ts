import { type Id, IdField, Most, Payload } from '@kith/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { App } from './app.entity.js';
import { AppVersion } from './app-version.entity.js';

const nameDescription = 'What it is called, in at most 100 characters; unique in the organization.';

/** The most operations of a version. */
export const mostOperations = 500;

@ObjectType()
abstract class AppPayload extends Payload {
  @Field(() => App, { nullable: true, description: 'The app, when it was written.' })
  app?: App;
}

@ObjectType()
abstract class AppVersionPayload extends Payload {
  @Field(() => AppVersion, { nullable: true, description: 'The version, when it was written.' })
  appVersion?: AppVersion;
}

@InputType({ description: 'A new app.' })
export class CreateAppInput {
  @Field(() => String, { description: nameDescription })
  @Most(100)
  name!: string;
}

@InputType({ description: 'Changes of an app.' })
export class UpdateAppInput {
  @IdField('App', { description: 'Which app.' })
  id!: Id<'App'>;
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
  @Field(() => String, { nullable: true, description: nameDescription })
  @Most(100)
  name?: string | null;
}

@InputType({ description: 'An app to delete, with what it has registered.' })
export class DeleteAppInput {
  @IdField('App', { description: 'Which app.' })
  id!: Id<'App'>;
}

@InputType({ description: 'An operation of a manifest.' })
export class ManifestOperationInput {
  @Field(() => String, { description: 'The SHA-256 of its text, in hexadecimal digits.' })
  @Most(64)
  id!: string;
  @Field(() => String, { description: 'What it is called.' })
  @Most(200)
  name!: string;
  @Field(() => String, { description: '`query`, `mutation` or `subscription`.' })
  @Most(20)
  type!: string;
  @Field(() => String, { description: 'Its text, with the fragments that it needs.' })
  @Most(20_000)
  body!: string;
}

@InputType({ description: 'A manifest of persisted operations, in the format of Apollo’s generator.' })
export class ManifestInput {
  @Field(() => String, { description: '`apollo-persisted-query-manifest`.' })
  format!: string;
  @Field(() => Int, { description: '1.' })
  version!: number;
  @Field(() => [ManifestOperationInput], { description: `The operations; at most ${mostOperations}.` })
  @Most(mostOperations)
  operations!: ManifestOperationInput[];
}

@InputType({ description: 'A release of an app.' })
export class RegisterAppVersionInput {
  @IdField('App', { description: 'Whose release it is.' })
  appId!: Id<'App'>;
  @Field(() => String, { description: 'What it is called, in at most 100 characters: `2.1.0`.' })
  @Most(100)
  name!: string;
  @Field(() => ManifestInput, { description: 'The operations that it runs.' })
  manifest!: ManifestInput;
}

@InputType({ description: 'A release of which no copy is in use any more.' })
export class RetireAppVersionInput {
  @IdField('AppVersion', { description: 'Which version.' })
  id!: Id<'AppVersion'>;
}

@ObjectType({ description: 'The new app.' })
export class CreateAppPayload extends AppPayload {}

@ObjectType({ description: 'The changed app.' })
export class UpdateAppPayload extends AppPayload {}

@ObjectType({ description: 'What is no app any more.' })
export class DeleteAppPayload extends Payload {
  @IdField('App', { nullable: true, description: 'The id of the app that was.' })
  deletedId?: Id<'App'>;
}

@ObjectType({ description: 'The registered version.' })
export class RegisterAppVersionPayload extends AppVersionPayload {}

@ObjectType({ description: 'The retired version.' })
export class RetireAppVersionPayload extends AppVersionPayload {}
