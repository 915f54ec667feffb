import {
  BoundedList,
  DateTime,
  EmailAddress,
  type Id,
  IdField,
  Needs,
  NodeRow,
  NodeType,
  PhoneNumber,
} from '@kith/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { PersonProperty } from './person-property.js';

/** Whose property is shown, by property. */
export type Chosen = Partial<Record<PersonProperty, Id<'Person'>>>;

@ObjectType({ description: 'Whose property is shown when people differ in it.', simpleResolvers: true })
export class MergeChoice {
  @Field(() => PersonProperty, { description: 'The property.' })
  property!: PersonProperty;
  @IdField('Person', { description: 'Whose it is; the id that the person had before the merge.' })
  personId!: Id<'Person'>;
}

@ObjectType({
  description: 'Somebody who was found to be the same person as another, as their own row says.',
  simpleResolvers: true,
})
export class MergedPerson {
  @IdField('Person', { description: 'The id that they had; it finds the survivor.' })
  id!: Id<'Person'>;
  @Field(() => String, { description: 'What they were called.' })
  displayName!: string;
  @Field(() => EmailAddress, {
    nullable: true,
    description: 'Their address, which still finds the survivor.',
  })
  email!: string | null;
  @Field(() => PhoneNumber, { nullable: true, description: 'Their number.' })
  phone!: string | null;
}

@Entity('merge')
@NodeType({
  description:
    'The finding that several people are one. Nothing is written into them: rows keep the ids that they were written with, and undoing it puts everything back.',
})
export class Merge extends NodeRow {
  @Column('uuid')
  survivorId!: Id<'Person'>;

  @Column('uuid', { array: true })
  loserIds!: Id<'Person'>[];

  @Column('jsonb')
  chosen!: Chosen;

  @Field(() => DateTime, { nullable: true, description: 'When it was undone; null while it holds.' })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  undoneAt!: Date | null;

  @Needs('chosen')
  @Field(() => [MergeChoice], {
    description: 'Whose properties are shown; of others the survivor’s, or the first that is known.',
  })
  @BoundedList(9)
  get choices(): MergeChoice[] {
    return Object.entries(this.chosen).map(([property, personId]) => ({
      property: property as PersonProperty,
      personId,
    }));
  }
}
