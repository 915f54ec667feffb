import { BoundedList, Needs, type Request } from '@kith/kernel';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Company } from '../company/company.entity.js';
import { Person } from '../person/person.entity.js';
import { Address } from './address.entity.js';
import { SetAddressesInput, SetAddressesPayload } from './address.inputs.js';
import { addressesOf } from './address.loaders.js';
import { setAddresses } from './set-addresses.js';

@Resolver(() => Person)
export class PersonAddressesResolver {
  @Needs()
  @FieldResolver(() => [Address], { description: 'Their addresses; at most 50.' })
  @BoundedList(50)
  addresses(@Root() person: Person, @Ctx() request: Request): Promise<Address[]> {
    return addressesOf(request).load(person.id);
  }
}

@Resolver(() => Company)
export class CompanyAddressesResolver {
  @Needs()
  @FieldResolver(() => [Address], { description: 'Its addresses; at most 50.' })
  @BoundedList(50)
  addresses(@Root() company: Company, @Ctx() request: Request): Promise<Address[]> {
    return addressesOf(request).load(company.id);
  }

  @Mutation(() => SetAddressesPayload, {
    description: 'Gives people and companies their addresses, in place of those that they have.',
  })
  setAddresses(
    @Arg('input', () => SetAddressesInput, { description: 'The owners with their addresses.' })
    input: SetAddressesInput,
    @Ctx() request: Request,
  ): Promise<SetAddressesPayload> {
    return request.mutate(SetAddressesPayload, async (tx) => ({ addresses: await setAddresses(tx, input) }));
  }
}
