import { type Connection, ConnectionSize, type ListArgs, type Request } from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { May } from '../policy.js';
import { changeMemberRole } from './change-member-role.js';
import { disableUser, enableUser } from './disable-user.js';
import { Membership } from './membership.entity.js';
import {
  ChangeMemberRoleInput,
  ChangeMemberRolePayload,
  DisableUserInput,
  DisableUserPayload,
  EnableUserInput,
  EnableUserPayload,
  RemoveMemberInput,
  RemoveMemberPayload,
} from './membership.inputs.js';
import { removeMember } from './remove-member.js';
import { User } from './user.entity.js';
import { memberships, userById } from './user.loaders.js';

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

  @FieldResolver(() => User, { nullable: true, description: 'Who belongs to it.' })
  user(@Root() membership: Membership, @Ctx() request: Request): Promise<User | null> {
    return userById(request).load(membership.userId);
  }

  @Mutation(() => ChangeMemberRolePayload, {
    description: 'Gives a member another role, below your own unless you are an owner. For admins.',
  })
  @May('member:change_role')
  changeMemberRole(
    @Arg('input', () => ChangeMemberRoleInput, { description: 'Who, and which role.' })
    input: ChangeMemberRoleInput,
    @Ctx() request: Request,
  ): Promise<ChangeMemberRolePayload> {
    return request.mutate(ChangeMemberRolePayload, async (tx) => ({
      membership: await changeMemberRole(tx, input),
    }));
  }

  @Mutation(() => RemoveMemberPayload, {
    description: 'Takes a member out of the organization. For admins; anybody may leave themselves.',
  })
  @May('member:remove')
  removeMember(
    @Arg('input', () => RemoveMemberInput, { description: 'Who.' }) input: RemoveMemberInput,
    @Ctx() request: Request,
  ): Promise<RemoveMemberPayload> {
    return request.mutate(RemoveMemberPayload, async (tx) => ({ deletedId: await removeMember(tx, input) }));
  }

  @Mutation(() => DisableUserPayload, {
    description: 'Keeps a member from acting in the organization, and their API keys with them. For admins.',
  })
  @May('member:disable')
  disableUser(
    @Arg('input', () => DisableUserInput, { description: 'Who.' }) input: DisableUserInput,
    @Ctx() request: Request,
  ): Promise<DisableUserPayload> {
    return request.mutate(DisableUserPayload, async (tx) => ({ membership: await disableUser(tx, input) }));
  }

  @Mutation(() => EnableUserPayload, { description: 'Lets a disabled member act again. For admins.' })
  @May('member:disable')
  enableUser(
    @Arg('input', () => EnableUserInput, { description: 'Who.' }) input: EnableUserInput,
    @Ctx() request: Request,
  ): Promise<EnableUserPayload> {
    return request.mutate(EnableUserPayload, async (tx) => ({ membership: await enableUser(tx, input) }));
  }
}
