import { BoundedList, CountryCode, type Id, NodeRow, NodeType } from '@kith/kernel';
import { Field, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';

export enum AddressType {
  BILLING = 'BILLING',
  SHIPPING = 'SHIPPING',
  BUSINESS = 'BUSINESS',
  HOME = 'HOME',
}
registerEnumType(AddressType, {
  name: 'AddressType',
  description: 'What an address is used for.',
  valuesConfig: {
    BILLING: { description: 'Invoices go there.' },
    SHIPPING: { description: 'Goods go there.' },
    BUSINESS: { description: 'Where a company is.' },
    HOME: { description: 'Where a person lives.' },
  },
});

@Entity('address')
@NodeType({ description: 'A postal address of a person or a company.' })
export class Address extends NodeRow {
  @Column('uuid')
  ownerId!: Id<'Person' | 'Company'>;

  @Field(() => AddressType, { description: 'What it is used for.' })
  @Column('text')
  type!: AddressType;

  @Field(() => String, { nullable: true, description: 'What its owner calls it.' })
  @Column('text', { nullable: true })
  label!: string | null;

  @Field(() => [String], {
    description: 'Street, house and what else stands above the city; at most 6 lines.',
  })
  @Column('text', { array: true })
  @BoundedList(6)
  lines!: string[];

  @Field(() => String, { nullable: true, description: 'City.' })
  @Column('text', { nullable: true })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'State or province.' })
  @Column('text', { nullable: true })
  stateProvince!: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  @Column('text', { nullable: true })
  postalCode!: string | null;

  @Field(() => CountryCode, { nullable: true, description: 'Country.' })
  @Column('text', { nullable: true })
  countryCode!: string | null;

  @Field(() => Boolean, { description: 'The one to take among those of its type.' })
  @Column('boolean', { default: false })
  isDefault!: boolean;
}
