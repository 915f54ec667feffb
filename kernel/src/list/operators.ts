import { Field, ID, InputType, Int } from 'type-graphql';
import { CalendarDate, DateTime, Decimal } from '../graph/scalars.js';
import type { Units } from '../graph/units.js';

/** Most values in an `in`. */
const mostValues = 100;
const among = (what: string) => ({
  nullable: true,
  description: `Is one of these; at most ${mostValues} ${what}.`,
});

@InputType({
  description: 'Conditions on a text; all that are given must hold. Upper and lower case differ.',
})
export class StringFilter {
  @Field(() => String, { nullable: true, description: 'Is this text.' })
  eq?: string | null;
  @Field(() => String, { nullable: true, description: 'Is not this text.' })
  ne?: string | null;
  @Field(() => [String], among('texts'))
  in?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Holds this text anywhere, in upper or lower case.' })
  contains?: string | null;
  @Field(() => String, { nullable: true, description: 'Begins with this text, in upper or lower case.' })
  startsWith?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Has no value (true), or has one (false).' })
  isNull?: boolean | null;
}

@InputType({ description: 'Conditions on an id; all that are given must hold.' })
export class IdFilter {
  @Field(() => ID, { nullable: true, description: 'Is this id.' })
  eq?: string | null;
  @Field(() => ID, { nullable: true, description: 'Is not this id.' })
  ne?: string | null;
  @Field(() => [ID], among('ids'))
  in?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Has no value (true), or has one (false).' })
  isNull?: boolean | null;
}

@InputType({ description: 'Conditions on a truth value; all that are given must hold.' })
export class BooleanFilter {
  @Field(() => Boolean, { nullable: true, description: 'Is this.' })
  eq?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Has no value (true), or has one (false).' })
  isNull?: boolean | null;
}

@InputType({ description: 'From one amount to another, both included.' })
export class DecimalRange {
  @Field(() => Decimal, { description: 'The least.' })
  from!: Units;
  @Field(() => Decimal, { description: 'The most.' })
  to!: Units;
}

@InputType({
  description: 'Conditions on an exact number or an amount of money; all that are given must hold.',
})
export class DecimalFilter {
  @Field(() => Decimal, { nullable: true, description: 'Is this number.' })
  eq?: Units | null;
  @Field(() => Decimal, { nullable: true, description: 'Is not this number.' })
  ne?: Units | null;
  @Field(() => [Decimal], among('numbers'))
  in?: Units[] | null;
  @Field(() => Decimal, { nullable: true, description: 'Is more.' })
  gt?: Units | null;
  @Field(() => Decimal, { nullable: true, description: 'Is this or more.' })
  gte?: Units | null;
  @Field(() => Decimal, { nullable: true, description: 'Is less.' })
  lt?: Units | null;
  @Field(() => Decimal, { nullable: true, description: 'Is this or less.' })
  lte?: Units | null;
  @Field(() => DecimalRange, { nullable: true, description: 'Lies between two numbers, both included.' })
  between?: DecimalRange | null;
  @Field(() => Boolean, { nullable: true, description: 'Has no value (true), or has one (false).' })
  isNull?: boolean | null;
}

@InputType({ description: 'From one number to another, both included.' })
export class IntRange {
  @Field(() => Int, { description: 'The least.' })
  from!: number;
  @Field(() => Int, { description: 'The most.' })
  to!: number;
}

@InputType({ description: 'Conditions on a whole number; all that are given must hold.' })
export class IntFilter {
  @Field(() => Int, { nullable: true, description: 'Is this number.' })
  eq?: number | null;
  @Field(() => Int, { nullable: true, description: 'Is not this number.' })
  ne?: number | null;
  @Field(() => [Int], among('numbers'))
  in?: number[] | null;
  @Field(() => Int, { nullable: true, description: 'Is more.' })
  gt?: number | null;
  @Field(() => Int, { nullable: true, description: 'Is this or more.' })
  gte?: number | null;
  @Field(() => Int, { nullable: true, description: 'Is less.' })
  lt?: number | null;
  @Field(() => Int, { nullable: true, description: 'Is this or less.' })
  lte?: number | null;
  @Field(() => IntRange, { nullable: true, description: 'Lies between two numbers, both included.' })
  between?: IntRange | null;
  @Field(() => Boolean, { nullable: true, description: 'Has no value (true), or has one (false).' })
  isNull?: boolean | null;
}

@InputType({ description: 'From one instant to another, both included.' })
export class DateTimeRange {
  @Field(() => DateTime, { description: 'The earliest.' })
  from!: Date;
  @Field(() => DateTime, { description: 'The latest.' })
  to!: Date;
}

@InputType({ description: 'Conditions on an instant; all that are given must hold.' })
export class DateTimeFilter {
  @Field(() => DateTime, { nullable: true, description: 'Is this instant.' })
  eq?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Is later.' })
  gt?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Is this or later.' })
  gte?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Is earlier.' })
  lt?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Is this or earlier.' })
  lte?: Date | null;
  @Field(() => DateTimeRange, { nullable: true, description: 'Lies between two instants, both included.' })
  between?: DateTimeRange | null;
  @Field(() => Boolean, { nullable: true, description: 'Has no value (true), or has one (false).' })
  isNull?: boolean | null;
}

@InputType({ description: 'From one day to another, both included.' })
export class DateRange {
  @Field(() => CalendarDate, { description: 'The earliest.' })
  from!: string;
  @Field(() => CalendarDate, { description: 'The latest.' })
  to!: string;
}

@InputType({ description: 'Conditions on a day; all that are given must hold.' })
export class DateFilter {
  @Field(() => CalendarDate, { nullable: true, description: 'Is this day.' })
  eq?: string | null;
  @Field(() => CalendarDate, { nullable: true, description: 'Is later.' })
  gt?: string | null;
  @Field(() => CalendarDate, { nullable: true, description: 'Is this or later.' })
  gte?: string | null;
  @Field(() => CalendarDate, { nullable: true, description: 'Is earlier.' })
  lt?: string | null;
  @Field(() => CalendarDate, { nullable: true, description: 'Is this or earlier.' })
  lte?: string | null;
  @Field(() => DateRange, { nullable: true, description: 'Lies between two days, both included.' })
  between?: DateRange | null;
  @Field(() => Boolean, { nullable: true, description: 'Has no value (true), or has one (false).' })
  isNull?: boolean | null;
}
