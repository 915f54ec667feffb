import {
  DateTime,
  encodeId,
  type Id,
  Json,
  Needs,
  NodeType,
  OrganizationColumn,
  type Uuid,
} from '@kith/kernel';
import { Field, ID, Int } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('event_log')
@NodeType({ name: 'DomainEvent', description: 'Something that has happened. It never changes.' })
export class LoggedEvent {
  @OrganizationColumn()
  organizationId!: Uuid;

  @PrimaryColumn('uuid')
  id!: Id<'DomainEvent'>;

  /** More than an `Int` can hold, so the resolver writes it as text. */
  @Column('bigint')
  position!: bigint;

  @Field(() => String, { description: 'The subgraph where it happened: `commerce`.' })
  @Column('text')
  source!: string;

  @Column('bigint')
  sourcePosition!: bigint;

  @Field(() => String, { description: 'What happened: `order.placed`.' })
  @Column('text')
  type!: string;

  @Field(() => Int, { description: 'Counts the shapes that the payload of this type has had.' })
  @Column('integer')
  version!: number;

  @Field(() => String, { description: 'The type of the node that it happened to: `Order`.' })
  @Column('text')
  subjectType!: string;

  @Column('uuid')
  subjectId!: Id;

  @Column('uuid', { nullable: true })
  personId!: Id<'Person'> | null;

  @Column('uuid', { nullable: true })
  actorId!: Id<'User'> | null;

  @Field(() => String, { nullable: true, description: 'The request in which it happened.' })
  @Column('text', { nullable: true })
  requestId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The event that it answers, as the subgraph where that happened and its position there: `commerce/512`.',
  })
  @Column('text', { nullable: true })
  cause!: string | null;

  @Field(() => DateTime, { description: 'When its change was committed.' })
  @Column('timestamp with time zone', { precision: 3 })
  occurredAt!: Date;

  @Field(() => Json, { description: 'What it says, after its type. An amount is text, an id a UUID.' })
  @Column('jsonb')
  payload!: object;

  @Needs('subjectType', 'subjectId')
  @Field(() => ID, { description: 'The node that it happened to, of whatever type.' })
  get subject(): string {
    return encodeId(this.subjectType, this.subjectId);
  }
}
