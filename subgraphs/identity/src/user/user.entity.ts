import { EmailAddress, type Id, Node, NodeType } from '@kith/kernel';
import { Field } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Global: one account may be a member of several organizations. A policy shows it to those alone. */
@Entity('user_account')
@NodeType({ description: 'Somebody who can sign in: a member of one or more organizations.' })
export class User extends Node {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  override id!: Id<'User'>;

  @Field(() => EmailAddress, { description: 'Where they are reached; unique in the installation.' })
  @Column('text')
  email!: string;

  @Field(() => String, { description: 'What they are called.' })
  @Column('text')
  displayName!: string;
}
