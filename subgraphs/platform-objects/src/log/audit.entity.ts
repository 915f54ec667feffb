import {
  DateTime,
  encodeId,
  type Id,
  Json,
  Needs,
  NodeType,
  OrganizationColumn,
  type Uuid,
} from '@kith/kernel';
import { Field, ID, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { propertiesOfColumns } from './properties-of-columns.js';

/** What was done to a row, in the words of Postgres. */
export enum AuditOperation {
  INSERT = 'INSERT',
  UPDATE = 'UPDATE',
  DELETE = 'DELETE',
}
registerEnumType(AuditOperation, {
  name: 'AuditOperation',
  description: 'What was done to a row.',
  valuesConfig: {
    INSERT: { description: 'It was made.' },
    UPDATE: { description: 'It was changed.' },
    DELETE: { description: 'It was deleted.' },
  },
});

@Entity('audit_entry')
@NodeType({ description: 'That a row of some subgraph was changed: by whom, from where, from what to what.' })
export class AuditEntry {
  @OrganizationColumn()
  organizationId!: Uuid;

  @PrimaryColumn('uuid')
  id!: Id<'AuditEntry'>;

  @Field(() => String, { description: 'The subgraph where it was changed: `commerce`.' })
  @Column('text')
  source!: string;

  @Column('bigint')
  sourcePosition!: bigint;

  @Field(() => String, { description: 'The table of the row: `order_line`.' })
  @Column('text', { name: 'table_name' })
  table!: string;

  @Field(() => AuditOperation, { description: 'What was done to it.' })
  @Column('text')
  operation!: AuditOperation;

  @Field(() => String, { description: 'The type of the node that the row is of: `Order`.' })
  @Column('text')
  entityType!: string;

  @Column('uuid')
  entityId!: Id;

  @Column('uuid', { nullable: true })
  personId!: Id<'Person'> | null;

  @Column('jsonb', { name: 'before', nullable: true })
  columnsBefore!: Readonly<Record<string, unknown>> | null;

  @Column('jsonb', { name: 'after', nullable: true })
  columnsAfter!: Readonly<Record<string, unknown>> | null;

  @Column('uuid', { nullable: true })
  actorId!: Id<'User'> | null;

  @Field(() => String, { nullable: true, description: 'The request in which it was done.' })
  @Column('text', { nullable: true })
  requestId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The address from which the request came; null when the platform did it by itself.',
  })
  @Column('text', { nullable: true })
  address!: string | null;

  @Field(() => String, { nullable: true, description: 'What the client called itself.' })
  @Column('text', { nullable: true })
  userAgent!: string | null;

  @Field(() => DateTime, { description: 'When it was committed.' })
  @Column('timestamp with time zone', { precision: 3 })
  at!: Date;

  @Needs('entityType', 'entityId')
  @Field(() => ID, { description: 'The node that the row is of, of whatever type.' })
  get entity(): string {
    return encodeId(this.entityType, this.entityId);
  }

  @Needs('columnsBefore')
  @Field(() => Json, {
    nullable: true,
    description: 'What was different before; null when the row was made. An amount is text, an id a UUID.',
  })
  get before(): object | null {
    return this.columnsBefore && propertiesOfColumns(this.columnsBefore);
  }

  @Needs('columnsAfter')
  @Field(() => Json, {
    nullable: true,
    description: 'What is different now; null when the row was deleted. An amount is text, an id a UUID.',
  })
  get after(): object | null {
    return this.columnsAfter && propertiesOfColumns(this.columnsAfter);
  }
}
