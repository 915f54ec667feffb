import { type Id, IdField, Most, Payload } from '@kith/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { ObjectDefinition } from './definition.entity.js';
import { PropertyType } from './property-type.js';

@InputType({ description: 'One way to name a definition: give exactly one.' })
export class ObjectDefinitionBy {
  @IdField('ObjectDefinition', { nullable: true, description: 'By its id.' })
  id?: Id<'ObjectDefinition'> | null;
  @Field(() => String, { nullable: true, description: 'By its name.' })
  name?: string | null;
}

@InputType({ description: 'A property of a definition.' })
export class PropertyInput {
  @Field(() => String, { description: 'Its name: letters and digits, beginning with a small letter.' })
  name!: string;
  @Field(() => PropertyType, { description: 'What values it has.' })
  type!: PropertyType;
  @Field(() => Boolean, { defaultValue: false, description: 'Every record has it.' })
  isRequired!: boolean;
  @Field(() => Boolean, { defaultValue: false, description: 'Records can be filtered and ordered by it.' })
  isFilterable!: boolean;
  @Field(() => Boolean, { defaultValue: false, description: "It is part of a record's display name." })
  isDisplayName!: boolean;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Search finds records by it, from when they are written next; by their display name it always does.',
  })
  isSearchable!: boolean;
  @Field(() => [String], { nullable: true, description: 'The options of a SELECT; at most 200.' })
  @Most(200)
  options?: string[] | null;
}

@InputType({ description: 'A definition as it should be; it is made, changed, or left as it is.' })
export class EnsureObjectDefinitionInput {
  @Field(() => String, { description: 'Its name, unique in the organization.' })
  name!: string;
  @Field(() => String, { description: 'What many are called.' })
  pluralName!: string;
  @Field(() => [PropertyInput], { description: 'Its properties; at most 200.' })
  @Most(200)
  properties!: PropertyInput[];
  @Field(() => String, { nullable: true, description: 'The name of an icon.' })
  icon?: string | null;
  @Field(() => String, { nullable: true, description: 'A colour.' })
  color?: string | null;
}

@InputType({ description: 'Changes of a definition; what is not given stays.' })
export class UpdateObjectDefinitionInput {
  @IdField('ObjectDefinition', { description: 'Which definition.' })
  id!: Id<'ObjectDefinition'>;
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether records of it can be made.' })
  isActive?: boolean | null;
}

@ObjectType()
abstract class ObjectDefinitionPayload extends Payload {
  @Field(() => ObjectDefinition, {
    nullable: true,
    description: 'The definition, when it is as it should be.',
  })
  objectDefinition?: ObjectDefinition;
}

@ObjectType({ description: 'The definition.' })
export class EnsureObjectDefinitionPayload extends ObjectDefinitionPayload {}

@ObjectType({ description: 'The changed definition.' })
export class UpdateObjectDefinitionPayload extends ObjectDefinitionPayload {}
