import { NodeRow, NodeType } from '@kith/kernel';
import { Field } from 'type-graphql';
import { Column, Entity } from 'typeorm';

@Entity('template')
@NodeType({ description: 'A text that campaigns send. Its version counts every change.' })
export class Template extends NodeRow {
  @Field(() => String, { description: 'What it is called.' })
  @Column('text')
  name!: string;

  @Field(() => String, { nullable: true, description: 'The subject line of an e-mail.' })
  @Column('text', { nullable: true })
  subject!: string | null;

  @Field(() => String, { description: 'The text, at most 200,000 characters.' })
  @Column('text')
  body!: string;
}
