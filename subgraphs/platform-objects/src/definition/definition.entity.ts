import { Json, Needs, NodeRow, NodeType } from '@kith/kernel';
import { Field, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { jsonSchema } from './json-schema.js';
import { type Property, PropertyType } from './property-type.js';

registerEnumType(PropertyType, {
  name: 'PropertyType',
  description: 'What values a property has.',
  valuesConfig: {
    STRING: { description: 'Text, at most 10,000 characters.' },
    NUMBER: { description: 'A number; filters see four decimals.' },
    BOOLEAN: { description: 'True or false.' },
    DATE: { description: 'A day: `2026-03-01`.' },
    DATETIME: { description: 'An instant: `2026-03-01T09:30:00Z`.' },
    SELECT: { description: 'One of the options.' },
  },
});

@Entity('object_definition')
@NodeType({ description: 'What records of one sort are like. Its version counts its changes.' })
export class ObjectDefinition extends NodeRow {
  @Field(() => String, { description: 'Its name, unique in the organization: `artist`.' })
  @Column('text')
  name!: string;

  @Field(() => String, { description: 'What many are called: `artists`.' })
  @Column('text')
  pluralName!: string;

  @Column('jsonb')
  properties!: Property[];

  @Field(() => Boolean, { description: 'It belongs to the system and cannot be switched off.' })
  @Column('boolean', { default: false })
  isSystem!: boolean;

  @Field(() => Boolean, { description: 'Records of it can be made.' })
  @Column('boolean', { default: true })
  isActive!: boolean;

  @Field(() => String, { nullable: true, description: 'The name of an icon.' })
  @Column('text', { nullable: true })
  icon!: string | null;

  @Field(() => String, { nullable: true, description: 'A colour: `#aa3366`.' })
  @Column('text', { nullable: true })
  color!: string | null;

  @Needs('properties')
  @Field(() => Json, { description: 'The JSON Schema that the properties of a record satisfy.' })
  get schema(): object {
    return jsonSchema(this.properties);
  }
}
