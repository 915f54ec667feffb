import { DateTime, type Id, NodeRow, NodeType } from '@kith/kernel';
import { Field } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Role } from './role.js';

@Entity('membership')
@NodeType({ description: 'That a user belongs to an organization, and as what.' })
export class Membership extends NodeRow {
  @Column('uuid')
  userId!: Id<'User'>;

  @Field(() => Role, { description: 'What the member may do.' })
  @Column('text')
  role!: Role;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when the member cannot act in the organization; null for who can.',
  })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  disabledAt!: Date | null;
}
