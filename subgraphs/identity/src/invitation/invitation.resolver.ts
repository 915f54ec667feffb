import { type Connection, ConnectionSize, type Id, IdArg, type ListArgs, type Request } from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { May } from '../policy.js';
import { User } from '../user/user.entity.js';
import { userById } from '../user/user.loaders.js';
import { acceptInvitation } from './accept-invitation.js';
import { Invitation } from './invitation.entity.js';
import {
  AcceptInvitationInput,
  AcceptInvitationPayload,
  InviteMemberInput,
  InviteMemberPayload,
  ResendInvitationInput,
  ResendInvitationPayload,
  RevokeInvitationInput,
  RevokeInvitationPayload,
} from './invitation.inputs.js';
import { findInvitation, invitations } from './invitation.loaders.js';
import { inviteMember, resendInvitation, revokeInvitation } from './invite-member.js';

@Resolver(() => Invitation)
export class InvitationResolver {
  @Query(() => Invitation, { nullable: true, description: 'An invitation by its id. For admins.' })
  invitation(
    @IdArg('Invitation', 'id', { description: 'Its id.' }) id: Id<'Invitation'>,
    @Ctx() request: Request,
  ): Promise<Invitation | null> {
    return findInvitation(request, id);
  }

  @Query(() => invitations.Connection, { description: 'The invitations, the latest first. For admins.' })
  @ConnectionSize()
  invitations(
    @Args(() => invitations.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Invitation>> {
    return invitations.list(request, args);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who invited.' })
  invitedBy(@Root() invitation: Invitation, @Ctx() request: Request): Promise<User | null> {
    return userById(request).load(invitation.invitedBy);
  }

  @Mutation(() => InviteMemberPayload, {
    description: 'Invites somebody into the organization, by e-mail, for seven days. For admins.',
  })
  @May('invitation:create')
  inviteMember(
    @Arg('input', () => InviteMemberInput, { description: 'Who, and as what.' }) input: InviteMemberInput,
    @Ctx() request: Request,
  ): Promise<InviteMemberPayload> {
    return request.mutate(InviteMemberPayload, async (tx) => ({
      invitation: await inviteMember(tx, request, input),
    }));
  }

  @Mutation(() => ResendInvitationPayload, {
    description:
      'Sends an invitation again, for another seven days; what was sent before accepts nothing. For admins.',
  })
  @May('invitation:write')
  resendInvitation(
    @Arg('input', () => ResendInvitationInput, { description: 'Which one.' }) input: ResendInvitationInput,
    @Ctx() request: Request,
  ): Promise<ResendInvitationPayload> {
    return request.mutate(ResendInvitationPayload, async (tx) => ({
      invitation: await resendInvitation(tx, request, input),
    }));
  }

  @Mutation(() => RevokeInvitationPayload, { description: 'Takes an invitation back. For admins.' })
  @May('invitation:write')
  revokeInvitation(
    @Arg('input', () => RevokeInvitationInput, { description: 'Which one.' }) input: RevokeInvitationInput,
    @Ctx() request: Request,
  ): Promise<RevokeInvitationPayload> {
    return request.mutate(RevokeInvitationPayload, async (tx) => ({
      invitation: await revokeInvitation(tx, input),
    }));
  }

  @Mutation(() => AcceptInvitationPayload, {
    description: 'Joins the organization that invited the address of who is asking. A token works once.',
  })
  @May('invitation:accept')
  acceptInvitation(
    @Arg('input', () => AcceptInvitationInput, { description: 'The token.' }) input: AcceptInvitationInput,
    @Ctx() request: Request,
  ): Promise<AcceptInvitationPayload> {
    return request.mutate(AcceptInvitationPayload, async (tx) => ({
      organization: await acceptInvitation(tx, input),
    }));
  }
}
