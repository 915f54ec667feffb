import { DateTime, EmailAddress, type Id, NodeRow, NodeType } from '@kith/kernel';
import { Field } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Role } from '../user/role.js';

@Entity('invitation')
@NodeType({
  description:
    'That somebody may join the organization, who has or makes an account with this address. For admins.',
})
export class Invitation extends NodeRow {
  @Field(() => EmailAddress, { description: 'Where it was sent.' })
  @Column('text')
  email!: string;

  @Field(() => Role, { description: 'What they may do when they have joined.' })
  @Column('text')
  role!: Role;

  @Column('uuid')
  invitedBy!: Id<'User'>;

  @Field(() => DateTime, { description: 'Until when it can be accepted.' })
  @Column('timestamp with time zone', { precision: 3 })
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was accepted.' })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  acceptedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked.' })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  revokedAt!: Date | null;
}
