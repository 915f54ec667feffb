import { Payload } from '@kith/kernel';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@InputType({ description: 'A link to make.' })
export class AssociationInput {
  @Field(() => ID, { description: 'Where it begins: a record, person, company, order or deal.' })
  fromId!: string;
  @Field(() => ID, { description: 'Where it ends.' })
  toId!: string;
  @Field(() => String, { description: 'What it means: `released_by`.' })
  type!: string;
}

@InputType({ description: 'Links to make, all or none; at most 250. Those that are there stay.' })
export class CreateAssociationsInput {
  @Field(() => [AssociationInput], { description: 'The links.' })
  associations!: AssociationInput[];
}

@InputType({ description: 'Links to take away; at most 250. Those that are not there are passed over.' })
export class DeleteAssociationsInput extends CreateAssociationsInput {}

@ObjectType({ description: 'What was linked.' })
export class CreateAssociationsPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many links are new.' })
  created?: number;
}

@ObjectType({ description: 'What is linked no more.' })
export class DeleteAssociationsPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many links were taken away.' })
  deleted?: number;
}
