import { type Id, IdField, Most, Payload } from '@kith/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Team } from './team.entity.js';

const nameDescription = 'What it is called, in at most 100 characters; unique in the organization.';

@ObjectType()
abstract class TeamPayload extends Payload {
  @Field(() => Team, { nullable: true, description: 'The team, when it was written.' })
  team?: Team;
}

@InputType()
abstract class TeamMemberInput {
  @IdField('Team', { description: 'Which team.' })
  teamId!: Id<'Team'>;
  @IdField('User', { description: 'Which member of the organization.' })
  userId!: Id<'User'>;
}

@InputType({ description: 'A new team.' })
export class CreateTeamInput {
  @Field(() => String, { description: nameDescription })
  @Most(100)
  name!: string;
}

@InputType({ description: 'Changes of a team.' })
export class UpdateTeamInput {
  @IdField('Team', { description: 'Which team.' })
  id!: Id<'Team'>;
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
  @Field(() => String, { nullable: true, description: nameDescription })
  @Most(100)
  name?: string | null;
}

@InputType({ description: 'A team to delete.' })
export class DeleteTeamInput {
  @IdField('Team', { description: 'Which team.' })
  id!: Id<'Team'>;
}

@InputType({ description: 'Who joins a team.' })
export class AddTeamMemberInput extends TeamMemberInput {}

@InputType({ description: 'Who leaves a team.' })
export class RemoveTeamMemberInput extends TeamMemberInput {}

@ObjectType({ description: 'The new team.' })
export class CreateTeamPayload extends TeamPayload {}

@ObjectType({ description: 'The changed team.' })
export class UpdateTeamPayload extends TeamPayload {}

@ObjectType({ description: 'What is no team any more.' })
export class DeleteTeamPayload extends Payload {
  @IdField('Team', { nullable: true, description: 'The id of the team that was.' })
  deletedId?: Id<'Team'>;
}

@ObjectType({ description: 'The team with its new member.' })
export class AddTeamMemberPayload extends TeamPayload {}

@ObjectType({ description: 'The team without who left it.' })
export class RemoveTeamMemberPayload extends TeamPayload {}
