import { BoundedList, type Id, IdField, Most, Payload } from '@kith/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Person } from '../person/person.entity.js';
import { Merge } from './merge.entity.js';
import { PersonProperty } from './person-property.js';

@InputType({ description: 'Whose property is to be shown.' })
export class MergeChoiceInput {
  @Field(() => PersonProperty, { description: 'The property.' })
  property!: PersonProperty;
  @IdField('Person', { description: 'Whose: the survivor or one of the others.' })
  personId!: Id<'Person'>;
}

@InputType({ description: 'People who are one.' })
export class MergePeopleInput {
  @IdField('Person', { description: 'Who is seen from now on.' })
  survivorId!: Id<'Person'>;
  @IdField('Person', { list: true, description: 'Who they are the same person as; 1 to 100.' })
  @Most(100)
  otherIds!: Id<'Person'>[];
  @Field(() => [MergeChoiceInput], {
    nullable: true,
    description: 'Whose properties are shown; of those not named the survivor’s, or the first that is known.',
  })
  @Most(9)
  choose?: MergeChoiceInput[] | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Only answers who would be seen, and what they differ in; nothing is written.',
  })
  dryRun!: boolean;
}

@InputType({ description: 'A merge to undo.' })
export class UnmergePeopleInput {
  @IdField('Merge', { description: 'Which merge.' })
  mergeId!: Id<'Merge'>;
}

@ObjectType({ description: 'What one of several people has as a property.', simpleResolvers: true })
export class DifferentValue {
  @IdField('Person', { description: 'Who.' })
  personId!: Id<'Person'>;
  @Field(() => String, { description: 'What they have.' })
  value!: string;
}

@ObjectType({ description: 'A property in which people differ.', simpleResolvers: true })
export class MergeDifference {
  @Field(() => PersonProperty, { description: 'The property.' })
  property!: PersonProperty;
  @Field(() => [DifferentValue], { description: 'What each has who has any; a company by its id.' })
  @BoundedList(101)
  values!: DifferentValue[];
}

@ObjectType({ description: 'Who is seen now, or would be.' })
export class MergePeoplePayload extends Payload {
  @Field(() => Merge, { nullable: true, description: 'The merge; null in a dry run.' })
  merge?: Merge | null;
  @Field(() => Person, {
    nullable: true,
    description:
      'The survivor with the properties that are shown. In a dry run their lists are still those of before.',
  })
  person?: Person;
  @Field(() => [MergeDifference], { nullable: true, description: 'In what the people differ.' })
  @BoundedList(9)
  differences?: MergeDifference[];
}

@ObjectType({ description: 'The people who were taken for one.' })
export class UnmergePeoplePayload extends Payload {
  @Field(() => Merge, { nullable: true, description: 'The undone merge.' })
  merge?: Merge;
  @Field(() => [Person], {
    nullable: true,
    description: 'The survivor and the others, each for themselves again.',
  })
  @BoundedList(101)
  people?: Person[];
}
