import { brokenConstraint, type Id, noteCreated, requireText, type Tx, userError } from '@kith/kernel';
import { authorize } from '../policy.js';
import { addMembership } from '../user/add-membership.js';
import { Role } from '../user/role.js';
import type { User } from '../user/user.entity.js';
import { Organization } from './organization.entity.js';
import type { CreateOrganizationInput } from './organization.inputs.js';

/**
 * Makes an organization with its owner. From here on the transaction is one of the new organization. An operator whose
 * token names an organization makes that one, so that a try whose answer was lost can be told from one that failed.
 */
export async function createOrganization(
  tx: Tx,
  input: CreateOrganizationInput,
): Promise<{ organization: Organization; owner: User }> {
  authorize(tx.actor, 'organization:create');
  const name = requireText(input.name, 'name');
  if (!/^[a-z0-9][a-z0-9-]{1,62}$/.test(input.slug)) {
    throw userError('INVALID', 'A slug has 2 to 63 lower-case letters, digits and hyphens', ['slug']);
  }
  const [created] = await tx.query<{ id: Id<'Organization'> }>(
    `with made as (select coalesce($1::uuid, uuidv7()) as id)
     select id, set_config('app.organization_id', id::text, true) from made`,
    [tx.actor.organizationId],
  );
  const organization = tx.manager.create(Organization, {
    id: created?.id,
    name,
    slug: input.slug,
    currencyCode: input.currencyCode,
    locale: input.locale,
    timezone: input.timezone,
  });
  await tx
    .savepoint(() => tx.manager.insert(Organization, organization))
    .catch((error: unknown) => {
      const constraint = brokenConstraint(error);
      if (constraint === 'organization_slug')
        throw userError('UNIQUE', `The slug ${input.slug} is taken`, ['slug']);
      if (constraint === 'organization_pkey')
        throw userError('UNIQUE', 'The organization of this token exists already');
      throw error;
    });
  noteCreated(tx, Organization, organization);
  const owner = await addMembership(tx, { ...input.owner, role: Role.OWNER });
  return { organization, owner };
}
