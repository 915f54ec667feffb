import type { Id, Statements } from '@kith/kernel';
import type { UserOrganization } from './user-organization.entity.js';

/** Where a user belongs and is not disabled, by name. */
export function organizationsOf(from: Statements, userId: Id<'User'>): Promise<UserOrganization[]> {
  return from.query('select * from organizations_of_user($1)', [userId]);
}
