import { type Id, Json, NodeRow, NodeType } from '@kith/kernel';
import { Field } from 'type-graphql';
import { Column, Entity } from 'typeorm';

@Entity('record')
@NodeType({ name: 'Record', description: 'A thing of a sort that the organization defined.' })
export class ObjectRecord extends NodeRow {
  @Column('uuid')
  definitionId!: Id<'ObjectDefinition'>;

  @Column('uuid', { nullable: true })
  personId!: Id<'Person'> | null;

  @Column('uuid', { nullable: true })
  ownerId!: Id<'User'> | null;

  @Column('uuid', { nullable: true })
  teamId!: Id<'Team'> | null;

  @Field(() => String, { description: 'Computed from the properties that its definition names.' })
  @Column('text')
  displayName!: string;

  @Field(() => Json, { description: 'Its properties, as its definition wants them.' })
  @Column('jsonb')
  properties!: Readonly<globalThis.Record<string, unknown>>;

  /** What it is found by beside its name. */
  @Column('text', { nullable: true })
  searchText!: string | null;

  @Field(() => Boolean, { description: 'It was put away; search finds it no more.' })
  @Column('boolean', { default: false })
  isArchived!: boolean;
}
