import { NodeRow, NodeType } from '@kith/kernel';
import { Field } from 'type-graphql';
import { Column, Entity } from 'typeorm';

@Entity('segment')
@NodeType({ description: 'People who are spoken to together; its members are put in and taken out by hand.' })
export class Segment extends NodeRow {
  @Field(() => String, { description: 'What it is called, unique in the organization.' })
  @Column('text')
  name!: string;

  @Field(() => String, { nullable: true, description: 'Who is in it, and why.' })
  @Column('text', { nullable: true })
  description!: string | null;
}
