import {
  BoundedList,
  type Connection,
  ConnectionSize,
  type Id,
  IdArg,
  type ListArgs,
  type Request,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { May } from '../policy.js';
import { User } from '../user/user.entity.js';
import { Team } from './team.entity.js';
import {
  AddTeamMemberInput,
  AddTeamMemberPayload,
  CreateTeamInput,
  CreateTeamPayload,
  DeleteTeamInput,
  DeleteTeamPayload,
  RemoveTeamMemberInput,
  RemoveTeamMemberPayload,
  UpdateTeamInput,
  UpdateTeamPayload,
} from './team.inputs.js';
import { membersOf, teamById, teams, teamsOf } from './team.loaders.js';
import { addTeamMember, mostMembers, mostTeams, removeTeamMember } from './team-members.js';
import { createTeam, deleteTeam, updateTeam } from './write-team.js';

@Resolver(() => Team)
export class TeamResolver {
  @Query(() => Team, { nullable: true, description: 'A team by its id.' })
  team(
    @IdArg('Team', 'id', { description: 'Its id.' }) id: Id<'Team'>,
    @Ctx() request: Request,
  ): Promise<Team | null> {
    return teamById(request).load(id);
  }

  @Query(() => teams.Connection, { description: 'The teams of the present organization.' })
  @ConnectionSize()
  teams(@Args(() => teams.Args) args: ListArgs, @Ctx() request: Request): Promise<Connection<Team>> {
    return teams.list(request, args);
  }

  @FieldResolver(() => [User], { description: 'Who is in it, by name.' })
  @BoundedList(mostMembers)
  members(@Root() team: Team, @Ctx() request: Request): Promise<Pick<User, 'id'>[]> {
    return membersOf(request).load(team.id);
  }

  @Mutation(() => CreateTeamPayload, { description: 'Makes a team. For admins.' })
  @May('team:write')
  createTeam(
    @Arg('input', () => CreateTeamInput, { description: 'The team.' }) input: CreateTeamInput,
    @Ctx() request: Request,
  ): Promise<CreateTeamPayload> {
    return request.mutate(CreateTeamPayload, async (tx) => ({ team: await createTeam(tx, input) }));
  }

  @Mutation(() => UpdateTeamPayload, { description: 'Changes a team. For admins.' })
  @May('team:write')
  updateTeam(
    @Arg('input', () => UpdateTeamInput, { description: 'What to change.' }) input: UpdateTeamInput,
    @Ctx() request: Request,
  ): Promise<UpdateTeamPayload> {
    return request.mutate(UpdateTeamPayload, async (tx) => ({ team: await updateTeam(tx, input) }));
  }

  @Mutation(() => DeleteTeamPayload, { description: 'Deletes a team; its members stay. For admins.' })
  @May('team:write')
  deleteTeam(
    @Arg('input', () => DeleteTeamInput, { description: 'Which one.' }) input: DeleteTeamInput,
    @Ctx() request: Request,
  ): Promise<DeleteTeamPayload> {
    return request.mutate(DeleteTeamPayload, async (tx) => ({ deletedId: await deleteTeam(tx, input) }));
  }

  @Mutation(() => AddTeamMemberPayload, { description: 'Takes a member into a team. For admins.' })
  @May('team:write')
  addTeamMember(
    @Arg('input', () => AddTeamMemberInput, { description: 'Who joins what.' }) input: AddTeamMemberInput,
    @Ctx() request: Request,
  ): Promise<AddTeamMemberPayload> {
    return request.mutate(AddTeamMemberPayload, async (tx) => ({ team: await addTeamMember(tx, input) }));
  }

  @Mutation(() => RemoveTeamMemberPayload, { description: 'Takes a member out of a team. For admins.' })
  @May('team:write')
  removeTeamMember(
    @Arg('input', () => RemoveTeamMemberInput, { description: 'Who leaves what.' })
    input: RemoveTeamMemberInput,
    @Ctx() request: Request,
  ): Promise<RemoveTeamMemberPayload> {
    return request.mutate(RemoveTeamMemberPayload, async (tx) => ({
      team: await removeTeamMember(tx, input),
    }));
  }
}

@Resolver(() => User)
export class UserTeamsResolver {
  @FieldResolver(() => [Team], { description: 'The teams of the present organization that they are in.' })
  @BoundedList(mostTeams)
  teams(@Root() user: User, @Ctx() request: Request): Promise<Pick<Team, 'id'>[]> {
    return teamsOf(request).load(user.id);
  }
}
