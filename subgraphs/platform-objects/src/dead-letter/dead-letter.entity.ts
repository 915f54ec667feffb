import { DateTime, type Id, NodeType, OrganizationColumn, type Uuid } from '@kith/kernel';
import { Field, Int, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum DeadLetterStatus {
  BURIED = 'BURIED',
  HANDLED = 'HANDLED',
  DISCARDED = 'DISCARDED',
}
registerEnumType(DeadLetterStatus, {
  name: 'DeadLetterStatus',
  description: 'What became of an event on which a subgraph gave up.',
  valuesConfig: {
    BURIED: { description: 'It waits until somebody redrives or discards it.' },
    HANDLED: { description: 'It was handled after all.' },
    DISCARDED: { description: 'It will never be handled.' },
  },
});

@Entity('dead_letter_report')
@NodeType({ description: 'An event on which a subgraph gave up, after a bounded number of tries.' })
export class DeadLetter {
  @OrganizationColumn()
  organizationId!: Uuid;

  @PrimaryColumn('uuid')
  id!: Id<'DeadLetter'>;

  @Field(() => String, { description: 'The subgraph that could not handle it: `crm`.' })
  @Column('text')
  subgraph!: string;

  @Field(() => String, { description: 'The subgraph where it happened: `commerce`.' })
  @Column('text')
  source!: string;

  /** More than an `Int` can hold, so the resolver writes it as text. */
  @Column('bigint')
  sourcePosition!: bigint;

  @Column('uuid')
  eventId!: Id<'DomainEvent'>;

  @Field(() => String, { description: 'What happened: `order.placed`.' })
  @Column('text')
  type!: string;

  @Column('uuid', { nullable: true })
  personId!: Id<'Person'> | null;

  @Field(() => DeadLetterStatus, { description: 'What became of it.' })
  @Column('text')
  status!: DeadLetterStatus;

  @Field(() => String, { description: 'What went wrong in the last try.' })
  @Column('text')
  error!: string;

  @Field(() => Int, { description: 'How often it was tried.' })
  @Column('integer')
  tries!: number;

  @Field(() => DateTime, { description: 'When the subgraph gave up, the last time.' })
  @Column('timestamp with time zone', { precision: 3 })
  buriedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was handled or discarded.' })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  resolvedAt!: Date | null;
}
