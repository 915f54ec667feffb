import { BoundedList, CountryCode, type Id, IdField, Most, Payload } from '@kith/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Address, AddressType } from './address.entity.js';

@InputType({ description: 'Whose address it is: give exactly one.' })
export class AddressOwnerBy {
  @IdField('Person', { nullable: true, description: 'A person.' })
  personId?: Id<'Person'> | null;
  @IdField('Company', { nullable: true, description: 'A company.' })
  companyId?: Id<'Company'> | null;
}

@InputType({ description: 'A postal address.' })
export class AddressInput {
  @Field(() => AddressType, { description: 'What it is used for.' })
  type!: AddressType;
  @Field(() => String, { nullable: true, description: 'What its owner calls it.' })
  label?: string | null;
  @Field(() => [String], {
    description: 'Street, house and what else stands above the city; at most 6 lines.',
  })
  @Most(6)
  lines!: string[];
  @Field(() => String, { nullable: true, description: 'City.' })
  city?: string | null;
  @Field(() => String, { nullable: true, description: 'State or province.' })
  stateProvince?: string | null;
  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postalCode?: string | null;
  @Field(() => CountryCode, { nullable: true, description: 'Country.' })
  countryCode?: string | null;
  @Field(() => Boolean, { defaultValue: false, description: 'The one to take among those of its type.' })
  isDefault!: boolean;
}

@InputType({ description: 'All addresses of one owner.' })
export class OwnerAddresses {
  @Field(() => AddressOwnerBy, { description: 'Whose they are.' })
  owner!: AddressOwnerBy;
  @Field(() => [AddressInput], { description: 'The addresses; at most 50.' })
  @Most(50)
  addresses!: AddressInput[];
}

@InputType({
  description: 'Addresses that take the place of those that the owners have; at most 250 owners.',
})
export class SetAddressesInput {
  @Field(() => [OwnerAddresses], { description: 'The owners with their addresses.' })
  owners!: OwnerAddresses[];
}

@ObjectType({ description: 'The addresses as they are now.' })
export class SetAddressesPayload extends Payload {
  @Field(() => [Address], {
    description: 'The addresses of all owners, in the order of the input; empty when nothing was written.',
  })
  @BoundedList(250)
  addresses: Address[] = [];
}
