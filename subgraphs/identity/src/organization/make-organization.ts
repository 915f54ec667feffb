import {
  heldByConstraints,
  type Id,
  type Mistakes,
  noteCreated,
  requireText,
  type Tx,
  userError,
} from '@kith/kernel';
import { Organization } from './organization.entity.js';
import type { OrganizationFields } from './organization-fields.inputs.js';

/** Makes an organization, with this id if one is given. From here on the transaction is one of the new organization. */
export async function makeOrganization(
  tx: Tx,
  input: OrganizationFields,
  id: Id<'Organization'> | null,
): Promise<Organization> {
  const name = requireText(input.name, 'name');
  if (!/^[a-z0-9][a-z0-9-]{1,62}$/.test(input.slug)) {
    throw userError('INVALID', 'A slug has 2 to 63 lower-case letters, digits and hyphens', ['slug']);
  }
  const [created] = await tx.query<{ id: Id<'Organization'> }>(
    `with made as (select coalesce($1::uuid, uuidv7()) as id)
     select id, set_config('app.organization_id', id::text, true) from made`,
    [id],
  );
  const organization = tx.manager.create(Organization, {
    id: created?.id,
    name,
    slug: input.slug,
    currencyCode: input.currencyCode,
    locale: input.locale,
    timezone: input.timezone,
  });
  const mistakes: Mistakes = {
    organization_slug: ['UNIQUE', `The slug ${input.slug} is taken`, ['slug']],
    organization_pkey: ['UNIQUE', 'The organization of this token exists already'],
  };
  await heldByConstraints(tx, mistakes, () => tx.manager.insert(Organization, organization));
  noteCreated(tx, Organization, organization);
  return organization;
}
