// It brings the metadata API that TypeGraphQL wants.
import 'typeorm';
import { graphql } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Int,
  type MiddlewareFn,
  ObjectType,
  Query,
  Resolver,
  Root,
  UseMiddleware,
} from 'type-graphql';
import { DateTime } from '../graph/scalars.js';
import type { Request } from '../request/request.js';
import { directResolvers } from './direct-resolvers.js';
import { federate } from './federate.js';

@ObjectType({ description: 'A shelf.', simpleResolvers: true })
class Rack {
  @Field(() => Int, { description: 'Its width.' })
  width!: number;

  @Field(() => DateTime, { description: 'Since when it stands.' })
  since!: Date;

  @Field(() => Int, { description: 'Both sides of it.' })
  get around(): number {
    return 2 * this.width;
  }
}

@ArgsType()
class Span {
  @Field(() => Int, { description: 'Where it begins.' })
  from!: number;

  @Field(() => Int, { description: 'Where it ends.' })
  to!: number;
}

@ArgsType()
class LongSpan extends Span {
  get length(): number {
    return this.to - this.from;
  }
}

const twice: MiddlewareFn = async (_, next) => 2 * (await next());

@Resolver(() => Rack)
class RackResolver {
  private readonly factor = 10;

  @Query(() => Rack, { description: 'The only one.' })
  rack(): Rack {
    return Object.assign(new Rack(), { width: 3, since: new Date() });
  }

  @Query(() => Rack, { description: 'One that is no instance.' })
  plain(): Rack {
    return { width: 5, since: new Date() } as Rack;
  }

  @FieldResolver(() => Int, { description: 'Of the object.' })
  wider(@Root() { width }: Rack): number {
    return width * this.factor;
  }

  @FieldResolver(() => String, { description: 'Of the object and the request.' })
  async named(@Root() { width }: Rack, @Ctx() { requestId }: Request): Promise<string> {
    return `${width} of ${requestId}`;
  }

  @FieldResolver(() => String, { description: 'Of the request and the object.' })
  turned(@Ctx() { requestId }: Request, @Root() { width }: Rack): string {
    return `${requestId} of ${width}`;
  }

  @FieldResolver(() => Int, { description: 'Of a part of the object.' })
  part(@Root('width') width: number): number {
    return width;
  }

  @FieldResolver(() => Int, { description: 'Of an argument.' })
  more(@Root() { width }: Rack, @Arg('by', () => Int) by: number): number {
    return width + by;
  }

  @FieldResolver(() => String, { description: 'Of all arguments.' })
  span(@Root() { width }: Rack, @Args(() => Span) { from, to }: Span, @Ctx() { requestId }: Request): string {
    return `${width} from ${from} to ${to} of ${requestId}`;
  }

  @FieldResolver(() => Int, { description: 'Of arguments that can do something.' })
  length(@Root() { width }: Rack, @Args(() => LongSpan) span: LongSpan, @Ctx() _: Request): number {
    return width * span.length;
  }

  @UseMiddleware(twice)
  @FieldResolver(() => Int, { description: 'With something around it.' })
  doubled(@Root() { width }: Rack): number {
    return width;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'It fails.' })
  failing(@Root() { width }: Rack): number {
    throw new Error(`A width of ${width}`);
  }
}

const { schema } = federate([RackResolver], [], []);

test('resolvers that take their object, all arguments and the request are called as they are, the others by TypeGraphQL', () => {
  expect([...directResolvers([RackResolver]).keys()].sort()).toEqual([
    'Rack.around',
    'Rack.failing',
    'Rack.named',
    'Rack.span',
    'Rack.wider',
  ]);
  expect([...directResolvers([]).keys()]).toEqual(['Rack.around']);
});

test('all of them answer what they should', async () => {
  const source =
    '{ plain { around } rack { width around wider named turned part more(by: 4) span(from: 1, to: 3) length(from: 1, to: 3) doubled failing } }';
  const { data, errors } = await graphql({ schema, source, contextValue: { requestId: 'r' } });
  expect(data?.['plain']).toEqual({ around: 10 });
  expect(data?.['rack']).toEqual({
    width: 3,
    around: 6,
    wider: 30,
    named: '3 of r',
    turned: 'r of 3',
    part: 3,
    more: 7,
    span: '3 from 1 to 3 of r',
    length: 6,
    doubled: 6,
    failing: null,
  });
  expect(errors?.map(({ message, path }) => ({ message, path }))).toEqual([
    { message: 'A width of 3', path: ['rack', 'failing'] },
  ]);
});
