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
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export enum WebhookDeliveryStatus {
  PENDING = 'PENDING',
  FAILED = 'FAILED',
  DELIVERED = 'DELIVERED',
  DEAD = 'DEAD',
}
registerEnumType(WebhookDeliveryStatus, {
  name: 'WebhookDeliveryStatus',
  description: 'How far a delivery is.',
  valuesConfig: {
    PENDING: { description: 'It was not tried yet.' },
    FAILED: { description: 'It was tried and will be tried again.' },
    DELIVERED: { description: 'The receiver has taken it.' },
    DEAD: { description: 'It was tried for 24 hours and given up; it can be delivered again.' },
  },
});

@Entity('webhook_delivery')
@NodeType({
  description: 'That an event is to be sent to a webhook endpoint, and what came of it. For admins.',
})
export class WebhookDelivery {
  @OrganizationColumn()
  organizationId!: Uuid;

  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: Id<'WebhookDelivery'>;

  @Column('uuid')
  endpointId!: Id<'WebhookEndpoint'>;

  @Column('uuid')
  eventId!: Id<'DomainEvent'>;

  @Field(() => String, { description: 'What happened: `order.placed`.' })
  @Column('text')
  eventType!: string;

  @Column('bigint')
  position!: bigint;

  @Column('text')
  subjectType!: string;

  @Column('uuid')
  subjectId!: Id;

  @Column('uuid', { nullable: true })
  personId!: Id<'Person'> | null;

  @Field(() => WebhookDeliveryStatus, { description: 'How far it is.' })
  @Column('text', { default: WebhookDeliveryStatus.PENDING })
  status!: WebhookDeliveryStatus;

  @Field(() => Int, { description: 'How often it was tried.' })
  @Column('integer', { default: 0 })
  attemptCount!: number;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  firstAttemptAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it will be tried, unless its endpoint is paused or an earlier delivery of its subject waits; null when it is over.',
  })
  @Column('timestamp with time zone', { precision: 3, nullable: true, default: () => 'now()' })
  nextAttemptAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the receiver took it.' })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  deliveredAt!: Date | null;

  @Field(() => DateTime, { description: 'When the event came up for delivery.' })
  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  createdAt!: Date;

  @Needs('subjectType', 'subjectId')
  @Field(() => ID, { description: 'The node that the event happened to, of whatever type.' })
  get subject(): string {
    return encodeId(this.subjectType, this.subjectId);
  }
}

@ObjectType({ description: 'One call of a webhook endpoint.', simpleResolvers: true })
export class WebhookAttempt {
  @Field(() => DateTime, { description: 'When it was over.' })
  at!: Date;

  @Field(() => Json, {
    nullable: true,
    description: 'The headers that were sent, without the signature; null when nothing was.',
  })
  requestHeaders!: object | null;

  @Field(() => String, {
    nullable: true,
    description: 'The body that was sent, at most 64 KiB of it; null when nothing was.',
  })
  requestBody!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The HTTP status of the answer; null when there was none.',
  })
  responseStatus!: number | null;

  @Field(() => String, { nullable: true, description: 'How the answer begins, at most 4 KiB.' })
  responseBody!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What went wrong, when there was no answer to say it.',
  })
  error!: string | null;

  @Field(() => Int, { description: 'How long it took, in milliseconds.' })
  durationMs!: number;
}
