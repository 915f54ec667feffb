import { Direction, entityLoader, filterable, type Id, listing, rowsLoader } from '@kith/kernel';
import type { User } from '../user/user.entity.js';
import { Team } from './team.entity.js';

export const teamById = entityLoader(Team);

export const teams = listing(Team, {
  name: 'Team',
  filter: { name: filterable.text(), createdAt: filterable.instant() },
  orderBy: ['name', 'createdAt'],
  defaultOrder: [{ field: 'name', direction: Direction.ASC }],
});

export const membersOf = rowsLoader<Id<'Team'>, { teamId: Id<'Team'> } & Pick<User, 'id'>>(
  (snapshot, ids) =>
    snapshot.query(
      `select m.team_id as "teamId", u.id, u.email, u.display_name as "displayName"
       from team_member m join user_account u on u.id = m.user_id
       where m.team_id = any($1::uuid[]) order by u.display_name, u.id`,
      [ids],
    ),
  ({ teamId }) => teamId,
);

export const teamsOf = rowsLoader<Id<'User'>, { userId: Id<'User'> } & Pick<Team, 'id'>>(
  (snapshot, ids) =>
    snapshot.query(
      `select m.user_id as "userId", t.id, t.name, t.version, t.created_at as "createdAt", t.updated_at as "updatedAt"
       from team_member m join team t on t.id = m.team_id
       where m.user_id = any($1::uuid[]) order by t.name, t.id`,
      [ids],
    ),
  ({ userId }) => userId,
);
