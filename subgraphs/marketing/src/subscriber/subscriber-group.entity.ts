import { BoundedList, DateTime, type Id, Needs, OrganizationColumn, type Uuid } from '@kith/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ConsentStatus } from './consent-status.js';

/** How many changes of a consent are shown; all are kept. */
const mostChanges = 100;

@ObjectType({ description: 'A change of a consent.', simpleResolvers: true })
export class ConsentChange {
  @Field(() => ConsentStatus, { description: 'What it became.' })
  status!: ConsentStatus;
  @Field(() => DateTime, { description: 'When.' })
  changedAt!: Date;
  @Field(() => String, { nullable: true, description: 'Where it was said: `checkout`.' })
  source!: string | null;
}

/** A change as JSON keeps it: with its instant as text. */
interface StoredChange extends Omit<ConsentChange, 'changedAt'> {
  changedAt: string;
}

@Entity('subscriber_group')
@ObjectType({ description: 'What a subscriber said to a subscription group.', simpleResolvers: true })
export class SubscriberGroup {
  @OrganizationColumn()
  organizationId!: Uuid;

  @PrimaryColumn('uuid')
  subscriberId!: Id<'Subscriber'>;

  @PrimaryColumn('uuid')
  groupId!: Id<'SubscriptionGroup'>;

  /** Of the group's row; the loader joins it. */
  @Needs()
  @Field(() => String, { description: 'What the group is called.' })
  name!: string;

  @Field(() => ConsentStatus, { description: 'What they said last.' })
  @Column('text')
  status!: ConsentStatus;

  @Field(() => DateTime, { description: 'When the status last changed here.' })
  @Column('timestamp with time zone', { precision: 3 })
  changedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When they last agreed; null for who never did.' })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  consentedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Where they said it: `checkout`.' })
  @Column('text', { nullable: true })
  source!: string | null;

  @Column('jsonb')
  changes!: StoredChange[];

  @Needs('changes')
  @Field(() => [ConsentChange], {
    description: `The latest ${mostChanges} changes, the oldest first; the last one is what holds.`,
  })
  @BoundedList(mostChanges)
  get history(): ConsentChange[] {
    return this.changes
      .slice(-mostChanges)
      .map((change) => ({ ...change, changedAt: new Date(change.changedAt) }));
  }
}
