import { type Id, IdField } from '@kith/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Role } from './role.js';

/** How many organizations of a user are told. */
export const mostOrganizations = 100;

@ObjectType({ description: 'An organization that a user belongs to, as it is to be chosen among others.' })
export class UserOrganization {
  @IdField('Organization', { description: 'The id of the organization.' })
  id!: Id<'Organization'>;

  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => String, { description: 'Its name in addresses.' })
  slug!: string;

  @Field(() => Role, { description: 'What the user may do there.' })
  role!: Role;
}
