import { NodeRow, NodeType } from '@kith/kernel';
import { Field } from 'type-graphql';
import { Column, Entity } from 'typeorm';

@Entity('team')
@NodeType({ description: 'Members of the organization who work together: what is one’s is all of theirs.' })
export class Team extends NodeRow {
  @Field(() => String, { description: 'What it is called; unique in the organization.' })
  @Column('text')
  name!: string;
}
