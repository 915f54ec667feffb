import { BoundedList, type Request } from '@kith/kernel';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { May } from '../policy.js';
import { addMember } from './add-member.js';
import { organizationsOf } from './organizations-of.js';
import { User } from './user.entity.js';
import { AddMemberInput, AddMemberPayload } from './user.inputs.js';
import { userById } from './user.loaders.js';
import { mostOrganizations, UserOrganization } from './user-organization.entity.js';

@Resolver(() => User)
export class UserResolver {
  @Query(() => User, { nullable: true, description: 'Who is asking; null for operators and keys.' })
  async viewer(@Ctx() request: Request): Promise<User | null> {
    const id = request.actor.userId;
    return id ? userById(request).load(id) : null;
  }

  @Query(() => [UserOrganization], {
    description: 'The organizations that who is asking belongs to, by name: those that they can switch to.',
  })
  @BoundedList(mostOrganizations)
  @May('organization:read')
  async myOrganizations(@Ctx() request: Request): Promise<UserOrganization[]> {
    const id = request.actor.userId;
    return id ? organizationsOf(request.snapshot, id) : [];
  }

  @Mutation(() => AddMemberPayload, {
    description: 'Takes somebody into the present organization. For admins.',
  })
  @May('member:add')
  addMember(
    @Arg('input', () => AddMemberInput, { description: 'Who, and as what.' }) input: AddMemberInput,
    @Ctx() request: Request,
  ): Promise<AddMemberPayload> {
    return request.mutate(AddMemberPayload, async (tx) => ({ user: await addMember(tx, input) }));
  }
}
