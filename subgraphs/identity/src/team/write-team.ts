import {
  changeRow,
  deleteRow,
  heldByConstraints,
  type Id,
  insertRow,
  lockRow,
  type Mistakes,
  requireText,
  type Tx,
} from '@kith/kernel';
import { authorize } from '../policy.js';
import { Team } from './team.entity.js';
import type { CreateTeamInput, UpdateTeamInput } from './team.inputs.js';

const mistakes: Mistakes = { team_name: ['UNIQUE', 'Another team has this name', ['name']] };

export async function createTeam(tx: Tx, input: CreateTeamInput): Promise<Team> {
  authorize(tx.actor, 'team:write');
  const name = requireText(input.name, 'name');
  return heldByConstraints(tx, mistakes, () => insertRow(tx, Team, { name }));
}

export async function updateTeam(tx: Tx, { id, expectedVersion, name }: UpdateTeamInput): Promise<Team> {
  authorize(tx.actor, 'team:write');
  const changes = { name: name == null ? undefined : requireText(name, 'name') };
  return heldByConstraints(tx, mistakes, () => changeRow(tx, Team, { id, expectedVersion }, changes));
}

/** Deletes a team; its members stay, and what was the team's is their owners' alone. */
export async function deleteTeam(tx: Tx, { id }: { id: Id<'Team'> }): Promise<Id<'Team'>> {
  authorize(tx.actor, 'team:write');
  await deleteRow(tx, Team, await lockRow(tx, Team, id));
  return id;
}
