import { BoundedList, DateTime, type Id, NodeRow, NodeType } from '@kith/kernel';
import { Field, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';

export enum WebhookEndpointStatus {
  ACTIVE = 'ACTIVE',
  PAUSED = 'PAUSED',
}
registerEnumType(WebhookEndpointStatus, {
  name: 'WebhookEndpointStatus',
  description: 'Whether a webhook endpoint is called.',
  valuesConfig: {
    ACTIVE: { description: 'It is called.' },
    PAUSED: { description: 'It is not called; what happens meanwhile waits until it is resumed.' },
  },
});

@Entity('webhook_endpoint')
@NodeType({
  description:
    'A receiver of events over HTTP. Calls are signed after Standard Webhooks; what one fails to take is tried again for 24 hours, in order for each subject. For admins.',
})
export class WebhookEndpoint extends NodeRow {
  @Field(() => String, { description: 'Where events are sent.' })
  @Column('text')
  url!: string;

  @Field(() => [String], {
    description: 'The types of event that are sent: `order.placed`; `*` is every one.',
  })
  @BoundedList(100)
  @Column('text', { array: true })
  eventTypes!: string[];

  @Field(() => String, {
    nullable: true,
    description: "The query whose answer, as of the event, is sent as `data`; without it, the event's own.",
  })
  @Column('text', { nullable: true })
  query!: string | null;

  @Field(() => WebhookEndpointStatus, { description: 'Whether it is called.' })
  @Column('text', { default: WebhookEndpointStatus.ACTIVE })
  status!: WebhookEndpointStatus;

  @Field(() => String, { nullable: true, description: 'Why it is paused.' })
  @Column('text', { nullable: true })
  pauseReason!: string | null;

  @Field(() => DateTime, { description: 'When it was made, or last resumed.' })
  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  activeSince!: Date;

  @Column('uuid')
  actsFor!: Id<'User'>;
}
