import { DateTime, type Id, IdField, Node, NodeType } from '@kith/kernel';
import { Field } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Global, and seen by its user alone; a policy says so. It is changed by functions, never through this entity. */
@Entity('session')
@NodeType({ description: 'That a user is signed in somewhere. Only they see it.' })
export class Session extends Node {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  override id!: Id<'Session'>;

  @Column('uuid')
  userId!: Id<'User'>;

  @IdField('Organization', { nullable: true, description: 'The organization that it acts in.' })
  @Column('uuid', { nullable: true })
  organizationId!: Id<'Organization'> | null;

  @Field(() => String, { nullable: true, description: 'The address from which it was last refreshed.' })
  @Column('text', { nullable: true })
  address!: string | null;

  @Field(() => String, { nullable: true, description: 'What the client called itself.' })
  @Column('text', { nullable: true })
  userAgent!: string | null;

  @Field(() => DateTime, { description: 'When it began.' })
  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it was last refreshed.' })
  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  lastUsedAt!: Date;

  @Field(() => DateTime, { description: 'When it ends unless it is refreshed before.' })
  @Column('timestamp with time zone', { precision: 3 })
  expiresAt!: Date;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  endedAt!: Date | null;
}
