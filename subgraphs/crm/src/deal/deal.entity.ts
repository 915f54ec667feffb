import { CalendarDate, DateTime, type Id, Money, money, Needs, NodeRow, NodeType } from '@kith/kernel';
import { Field } from 'type-graphql';
import { Column, Entity } from 'typeorm';

@Entity('deal')
@NodeType({ description: 'Something that is being won.' })
export class Deal extends NodeRow {
  @Field(() => String, { description: 'What it is about.' })
  @Column('text')
  title!: string;

  @Column('bigint')
  amountUnits!: bigint;

  @Column('character', { length: 3 })
  currencyCode!: string;

  @Column('uuid')
  pipelineId!: Id<'Pipeline'>;

  @Column('uuid')
  stageId!: Id<'Stage'>;

  @Column('uuid', { nullable: true })
  ownerId!: Id<'User'> | null;

  @Column('uuid', { nullable: true })
  personId!: Id<'Person'> | null;

  @Column('uuid', { nullable: true })
  companyId!: Id<'Company'> | null;

  @Field(() => CalendarDate, { nullable: true, description: 'When it should be won.' })
  @Column('date', { nullable: true })
  expectedCloseDate!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was won or lost.' })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  closedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was lost.' })
  @Column('text', { nullable: true })
  lostReason!: string | null;

  @Needs('amountUnits', 'currencyCode')
  @Field(() => Money, { description: 'What it would bring.' })
  get amount(): Money {
    return money(this.amountUnits, this.currencyCode);
  }
}
