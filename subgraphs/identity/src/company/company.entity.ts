import { NodeRow, NodeType } from '@kith/kernel';
import { Field } from 'type-graphql';
import { Column, Entity } from 'typeorm';

@Entity('company')
@NodeType({ description: 'A business that people work at or buy for.' })
export class Company extends NodeRow {
  @Field(() => String, { description: 'What it is called.' })
  @Column('text')
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its domain in lower case, unique in the organization: `example.com`.',
  })
  @Column('text', { nullable: true })
  domain!: string | null;

  @Field(() => String, { nullable: true, description: 'What it does.' })
  @Column('text', { nullable: true })
  industry!: string | null;

  @Field(() => String, { nullable: true, description: 'How large it is: `11-50`.' })
  @Column('text', { nullable: true })
  size!: string | null;
}
