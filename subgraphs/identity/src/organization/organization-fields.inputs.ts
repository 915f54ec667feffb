import { CurrencyCode } from '@kith/kernel';
import { Field, InputType } from 'type-graphql';

/** What a new organization is, whoever makes it. It stands apart because the order of the SDL follows who imports whom. */
@InputType()
export abstract class OrganizationFields {
  @Field(() => String, { description: 'What it is called.' })
  name!: string;
  @Field(() => String, { description: 'Lower-case letters, digits and hyphens, unique in the installation.' })
  slug!: string;
  @Field(() => CurrencyCode, { description: 'The one currency of its money; it cannot change later.' })
  currencyCode!: string;
  @Field(() => String, { defaultValue: 'en-US', description: 'Its language and region.' })
  locale!: string;
  @Field(() => String, { defaultValue: 'UTC', description: 'Its time zone.' })
  timezone!: string;
}
