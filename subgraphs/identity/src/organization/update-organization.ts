import { changeRow, type Tx, userError } from '@kith/kernel';
import { authorize } from '../policy.js';
import { Organization } from './organization.entity.js';
import type { UpdateOrganizationInput } from './organization.inputs.js';

export async function updateOrganization(tx: Tx, input: UpdateOrganizationInput): Promise<Organization> {
  authorize(tx.actor, 'organization:update');
  const id = tx.actor.organizationId;
  if (!id) throw userError('NOT_FOUND', 'There is no present organization');
  return changeRow(
    tx,
    Organization,
    { id, expectedVersion: input.expectedVersion },
    {
      name: input.name ?? undefined,
      locale: input.locale ?? undefined,
      timezone: input.timezone ?? undefined,
    },
  );
}
