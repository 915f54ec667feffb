import { EmailAddress, type Id, NodeRow, NodeType } from '@kith/kernel';
import { Field } from 'type-graphql';
import { Column, Entity } from 'typeorm';

@Entity('subscriber')
@NodeType({ description: 'A person as somebody who is written to; at most one for a person.' })
export class Subscriber extends NodeRow {
  @Column('uuid')
  personId!: Id<'Person'>;

  @Field(() => EmailAddress, { nullable: true, description: 'Where they are written to, in lower case.' })
  @Column('text', { nullable: true })
  email!: string | null;
}
