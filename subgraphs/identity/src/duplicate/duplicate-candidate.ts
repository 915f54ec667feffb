import { BoundedList } from '@kith/kernel';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Person } from '../person/person.entity.js';

export enum DuplicateReason {
  SAME_PHONE = 'SAME_PHONE',
  SIMILAR_EMAIL = 'SIMILAR_EMAIL',
  SAME_NAME_AND_COMPANY = 'SAME_NAME_AND_COMPANY',
  SAME_NAME = 'SAME_NAME',
}
registerEnumType(DuplicateReason, {
  name: 'DuplicateReason',
  description: 'Why two people may be one, the strongest first.',
  valuesConfig: {
    SAME_PHONE: { description: 'They have the same phone number.' },
    SIMILAR_EMAIL: {
      description: 'Their e-mail addresses differ only in dots or in what follows a plus before the @.',
    },
    SAME_NAME_AND_COMPANY: { description: 'They are called the same and work at the same company.' },
    SAME_NAME: { description: 'They are called the same, whatever the case and order of the words.' },
  },
});

/** From the strongest to the weakest. */
export const duplicateReasons: readonly DuplicateReason[] = Object.values(DuplicateReason);

@ObjectType({ description: 'Two people who may be one.', simpleResolvers: true })
export class DuplicateCandidate {
  @Field(() => Person, { description: 'The one who has been known for longer, or who was asked about.' })
  person!: Person;
  @Field(() => Person, { description: 'The other.' })
  other!: Person;
  @Field(() => [DuplicateReason], { description: 'Why, the strongest reason first.' })
  @BoundedList(4)
  reasons!: DuplicateReason[];
}
