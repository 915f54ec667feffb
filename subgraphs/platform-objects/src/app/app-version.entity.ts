import { DateTime, type Id, NodeRow, NodeType } from '@kith/kernel';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';

@Entity('app_version')
@NodeType({ description: 'A release of an app, with the operations that it runs. For admins.' })
export class AppVersion extends NodeRow {
  @Column('uuid')
  appId!: Id<'App'>;

  @Field(() => String, { description: 'What the release is called: `2.1.0`; unique in its app.' })
  @Column('text')
  name!: string;

  @Field(() => Int, { description: 'How many operations it runs.' })
  @Column('integer')
  operationCount!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when nothing runs them any more that no other version of the app runs.',
  })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  retiredAt!: Date | null;
}

@ObjectType({ description: 'An operation that an app has registered.' })
export class AppOperation {
  @Field(() => String, {
    description: 'The SHA-256 of its text, in hexadecimal digits: its id in a manifest.',
  })
  hash!: string;

  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => String, { description: '`query`, `mutation` or `subscription`.' })
  type!: string;

  @Field(() => String, { description: 'Its text.' })
  body!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'What it costs at most, in points, as estimated when it was registered; null where nobody could say.',
  })
  cost!: number | null;
}
