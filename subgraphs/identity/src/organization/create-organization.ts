import type { Tx } from '@kith/kernel';
import { authorize } from '../policy.js';
import { addMembership } from '../user/add-membership.js';
import { Role } from '../user/role.js';
import type { User } from '../user/user.entity.js';
import { makeOrganization } from './make-organization.js';
import type { Organization } from './organization.entity.js';
import type { CreateOrganizationInput } from './organization.inputs.js';

/**
 * Makes an organization with its owner. An operator whose token names an organization makes that one, so that a try whose answer was lost can be told from one that failed.
 */
export async function createOrganization(
  tx: Tx,
  input: CreateOrganizationInput,
): Promise<{ organization: Organization; owner: User }> {
  authorize(tx.actor, 'organization:create');
  const organization = await makeOrganization(tx, input, tx.actor.organizationId);
  const owner = await addMembership(tx, { ...input.owner, role: Role.OWNER });
  return { organization, owner };
}
