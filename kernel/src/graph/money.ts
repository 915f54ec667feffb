import { Field, ObjectType } from 'type-graphql';
import { Shareable } from './directives.js';
import { CurrencyCode, Decimal } from './scalars.js';
import type { Units } from './units.js';

@Shareable()
@ObjectType({ description: 'An exact amount of money.', simpleResolvers: true })
export class Money {
  @Field(() => Decimal, { description: 'The amount, exact to four decimals.' })
  amount!: Units;

  @Field(() => CurrencyCode, { description: 'The currency of the organization.' })
  currencyCode!: string;
}

export function money(amount: Units, currencyCode: string): Money {
  return { amount, currencyCode };
}
