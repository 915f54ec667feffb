import { Field, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryColumn } from 'typeorm';
import type { Id, Uuid } from '../graph/id.js';
import { DateTime } from '../graph/scalars.js';

/** The column that every tenant table begins with. TypeORM must see the default as Postgres prints it, without its cast. */
export function OrganizationColumn(): PropertyDecorator {
  return PrimaryColumn('uuid', { default: () => "(current_setting('app.organization_id'))" });
}

/** What every node's row begins with: its organization and its id. */
@ObjectType()
export abstract class NodeRow {
  @OrganizationColumn()
  organizationId!: Uuid;

  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: Id;

  @Field(() => Int, { description: 'Counts its changes; an update says which one it saw.' })
  @Column('integer', { default: 1 })
  version!: number;

  @Field(() => DateTime, { description: 'When it was created.' })
  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it was last changed.' })
  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  updatedAt!: Date;
}
