import { type Id, IdField, Most, Payload } from '@kith/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Template } from './template.entity.js';

const mostCharacters = 200_000;

@InputType({ description: 'A new template.' })
export class CreateTemplateInput {
  @Field(() => String, { description: 'What it is called.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'The subject line of an e-mail.' })
  subject?: string | null;
  @Field(() => String, { description: 'The text, at most 200,000 characters.' })
  @Most(mostCharacters)
  body!: string;
}

@InputType({ description: 'Changes of a template; what is not given stays.' })
export class UpdateTemplateInput {
  @IdField('Template', { description: 'Which template.' })
  id!: Id<'Template'>;
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
  @Field(() => String, { nullable: true, description: 'Another name.' })
  name?: string | null;
  @Field(() => String, { nullable: true, description: 'Another subject line; null for none.' })
  subject?: string | null;
  @Field(() => String, { nullable: true, description: 'Another text, at most 200,000 characters.' })
  @Most(mostCharacters)
  body?: string | null;
}

@ObjectType()
abstract class TemplatePayload extends Payload {
  @Field(() => Template, { nullable: true, description: 'The template, when it was written.' })
  template?: Template;
}

@ObjectType({ description: 'The new template.' })
export class CreateTemplatePayload extends TemplatePayload {}

@ObjectType({ description: 'The changed template.' })
export class UpdateTemplatePayload extends TemplatePayload {}
