import { NodeRow, NodeType } from '@kith/kernel';
import { Field } from 'type-graphql';
import { Column, Entity } from 'typeorm';

@Entity('app')
@NodeType({
  description:
    'A program of a partner: its keys can be locked to the operations that it has registered. For admins.',
})
export class App extends NodeRow {
  @Field(() => String, { description: 'What it is called; unique in the organization.' })
  @Column('text')
  name!: string;
}
