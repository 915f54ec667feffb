import { type Connection, ConnectionSize, type ListArgs, Needs, type Request } from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { addMember } from './add-member.js';
import { Membership } from './membership.entity.js';
import { User } from './user.entity.js';
import { AddMemberInput, AddMemberPayload } from './user.inputs.js';
import { memberships, userById } from './user.loaders.js';

@Resolver(() => User)
export class UserResolver {
  @Query(() => User, { nullable: true, description: 'Who is asking; null for operators and keys.' })
  async viewer(@Ctx() request: Request): Promise<User | null> {
    const id = request.actor.userId;
    return id ? userById(request).load(id) : null;
  }

  @Mutation(() => AddMemberPayload, {
    description: 'Takes somebody into the present organization. For admins.',
  })
  addMember(
    @Arg('input', () => AddMemberInput, { description: 'Who, and as what.' }) input: AddMemberInput,
    @Ctx() request: Request,
  ): Promise<AddMemberPayload> {
    return request.mutate(AddMemberPayload, async (tx) => ({ user: await addMember(tx, input) }));
  }
}

@Resolver(() => Membership)
export class MembershipResolver {
  @Query(() => memberships.Connection, { description: 'The members of the present organization.' })
  @ConnectionSize()
  memberships(
    @Args(() => memberships.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Membership>> {
    return memberships.list(request, args);
  }

  @Needs('userId')
  @FieldResolver(() => User, { nullable: true, description: 'Who belongs to it.' })
  user(@Root() membership: Membership, @Ctx() request: Request): Promise<User | null> {
    return userById(request).load(membership.userId);
  }
}
