import { BoundedList, DateTime, type Id, NodeRow, NodeType } from '@kith/kernel';
import { Field, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';

export enum OperationMode {
  OPEN = 'OPEN',
  LOG = 'LOG',
  LOCKED = 'LOCKED',
}
registerEnumType(OperationMode, {
  name: 'OperationMode',
  description: 'Which operations a key may run.',
  valuesConfig: {
    OPEN: { description: 'Any.' },
    LOG: { description: 'Any; those that its app has not registered are logged.' },
    LOCKED: { description: 'Those that its app has registered, and nothing else.' },
  },
});

@Entity('api_key')
@NodeType({
  description:
    'What a program shows to act for who made the key: it may what they may at the time, narrowed to its scopes. For admins.',
})
export class ApiKey extends NodeRow {
  @Field(() => String, { description: 'What it is for.' })
  @Column('text')
  name!: string;

  @Field(() => String, { description: 'How the key begins, by which it is told from others.' })
  @Column('text')
  prefix!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'The actions that it is for: `deal:write`, `deal:*`, `*:read`; null for all that its creator may.',
  })
  @BoundedList(50)
  @Column('text', { array: true, nullable: true })
  scopes!: string[] | null;

  @Column('uuid', { nullable: true })
  appId!: Id<'App'> | null;

  @Field(() => OperationMode, { description: 'Which operations it may run.' })
  @Column('text', { default: OperationMode.OPEN })
  operationMode!: OperationMode;

  @Column('uuid')
  createdBy!: Id<'User'>;

  @Field(() => DateTime, { nullable: true, description: 'Until when it is good; null for ever.' })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  expiresAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked.' })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  revokedAt!: Date | null;
}
