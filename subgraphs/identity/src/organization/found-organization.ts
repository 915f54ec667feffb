import { type Id, insertRow, type Tx } from '@kith/kernel';
import { actIn } from '../session/act-in.js';
import { Membership } from '../user/membership.entity.js';
import { Role } from '../user/role.js';
import { makeOrganization } from './make-organization.js';
import type { Organization } from './organization.entity.js';
import type { OrganizationFields } from './organization-fields.inputs.js';

/** Makes the organization of a user who has shown who they are, and who owns it. */
export async function foundOrganization(
  tx: Tx,
  userId: Id<'User'>,
  input: OrganizationFields,
): Promise<Organization> {
  const organization = await makeOrganization(tx, input, null);
  await actIn(tx, organization.id, userId);
  await insertRow(tx, Membership, { userId, role: Role.OWNER });
  return organization;
}
