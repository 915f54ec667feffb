import { type Connection, ConnectionSize, type ListArgs, Needs, type Request } from '@kith/kernel';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ObjectRecord } from '../record/record.entity.js';
import { recordsOfPerson } from '../record/record.loaders.js';
import { Person } from './person.js';

@Resolver(() => Person)
export class PersonResolver {
  @Needs()
  @FieldResolver(() => recordsOfPerson.Connection, {
    nullable: true,
    description: 'The records that are theirs, of all definitions.',
  })
  @ConnectionSize()
  records(
    @Root() person: Person,
    @Args(() => recordsOfPerson.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<ObjectRecord>> {
    return recordsOfPerson.listOf(request, 'personId', person.id, args);
  }
}
