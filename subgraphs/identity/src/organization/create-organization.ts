import { brokenConstraint, type Id, requireText, type Tx, userError } from '@kith/kernel';
import { authorize } from '../policy.js';
import { addMembership } from '../user/add-membership.js';
import { Role } from '../user/role.js';
import type { User } from '../user/user.entity.js';
import { Organization } from './organization.entity.js';
import type { CreateOrganizationInput } from './organization.inputs.js';

/** Makes an organization with its owner. From here on the transaction is one of the new organization. */
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
    `with made as (select uuidv7() as id)
     select id, set_config('app.organization_id', id::text, true) from made`,
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
      if (brokenConstraint(error) !== 'organization_slug') throw error;
      throw userError('UNIQUE', `The slug ${input.slug} is taken`, ['slug']);
    });
  const owner = await addMembership(tx, { ...input.owner, role: Role.OWNER });
  return { organization, owner };
}
