import { DateTime, type Id, NodeRow, NodeType } from '@kith/kernel';
import { Field, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';

export enum ActivityType {
  TASK = 'TASK',
  CALL = 'CALL',
  MEETING = 'MEETING',
  NOTE = 'NOTE',
  EMAIL = 'EMAIL',
  SMS = 'SMS',
  PURCHASE = 'PURCHASE',
}
registerEnumType(ActivityType, {
  name: 'ActivityType',
  description: 'What sort of thing happened.',
  valuesConfig: Object.fromEntries(
    Object.values(ActivityType).map((type) => [type, { description: `A ${type.toLowerCase()}.` }]),
  ),
});

export enum ActivityStatus {
  OPEN = 'OPEN',
  DONE = 'DONE',
}
registerEnumType(ActivityStatus, {
  name: 'ActivityStatus',
  description: 'Whether a task is done.',
  valuesConfig: { OPEN: { description: 'It is to be done.' }, DONE: { description: 'It is done.' } },
});

@Entity('activity')
@NodeType({ description: 'Something that happened, or has to, with a person, a company or a deal.' })
export class Activity extends NodeRow {
  @Field(() => ActivityType, { description: 'What sort of thing it is.' })
  @Column('text')
  type!: ActivityType;

  @Field(() => String, { description: 'What it is about.' })
  @Column('text')
  subject!: string;

  @Field(() => String, { nullable: true, description: 'All that there is to say.' })
  @Column('text', { nullable: true })
  body!: string | null;

  @Field(() => DateTime, { description: 'When it happened, or was noted.' })
  @Column('timestamp with time zone', { precision: 3 })
  occurredAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When a task has to be done.' })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  dueAt!: Date | null;

  @Field(() => ActivityStatus, {
    nullable: true,
    description: 'Whether a task is done; null for what is no task.',
  })
  @Column('text', { nullable: true })
  status!: ActivityStatus | null;

  @Column('uuid', { nullable: true })
  assigneeId!: Id<'User'> | null;

  @Column('uuid', { nullable: true })
  personId!: Id<'Person'> | null;

  @Column('uuid', { nullable: true })
  companyId!: Id<'Company'> | null;

  @Column('uuid', { nullable: true })
  dealId!: Id<'Deal'> | null;

  @Column('uuid', { nullable: true })
  orderId!: Id<'Order'> | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When a purchase was called off; null for what stands.',
  })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  cancelledAt!: Date | null;

  /** Rules of ownership look at who is to do it. */
  get ownerId(): Id<'User'> | null {
    return this.assigneeId;
  }
}
