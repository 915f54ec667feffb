import { type Connection, ConnectionSize, type ListArgs, Needs, type Request } from '@kith/kernel';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Segment } from '../segment/segment.entity.js';
import { segments, segmentsOfPeople } from '../segment/segment.loaders.js';
import { Subscriber } from '../subscriber/subscriber.entity.js';
import { subscriberOfPerson } from '../subscriber/subscriber.loaders.js';
import { Person } from './person.js';

@Resolver(() => Person)
export class PersonResolver {
  @Needs()
  @FieldResolver(() => Subscriber, {
    nullable: true,
    description: 'The person as somebody who is written to; null for who never was asked.',
  })
  subscriber(@Root() person: Person, @Ctx() request: Request): Promise<Subscriber | null> {
    return subscriberOfPerson(request).load(person.id);
  }

  @Needs()
  @FieldResolver(() => segments.Connection, { nullable: true, description: 'The segments that they are in.' })
  @ConnectionSize()
  segments(
    @Root() person: Person,
    @Args(() => segments.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Segment>> {
    return segmentsOfPeople.listOf(request, 'personId', person.id, args);
  }
}
