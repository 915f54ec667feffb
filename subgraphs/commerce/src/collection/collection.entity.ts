import { NodeRow, NodeType } from '@kith/kernel';
import { Field } from 'type-graphql';
import { Column, Entity } from 'typeorm';

@Entity('collection')
@NodeType({ description: 'Products that are shown together.' })
export class Collection extends NodeRow {
  @Field(() => String, { description: 'What it is called, unique in the organization.' })
  @Column('text')
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it holds.' })
  @Column('text', { nullable: true })
  description!: string | null;
}
