import { changeRow, type Tx, userError } from '@kith/kernel';
import { authorize } from '../policy.js';
import { revocations } from '../session/revoke.js';
import { Organization } from './organization.entity.js';
import type { UpdateOrganizationInput } from './organization.inputs.js';

export async function updateOrganization(tx: Tx, input: UpdateOrganizationInput): Promise<Organization> {
  authorize(tx.actor, 'organization:update');
  const id = tx.actor.organizationId;
  if (!id) throw userError('NOT_FOUND', 'There is no present organization');
  const organization = await changeRow(
    tx,
    Organization,
    { id, expectedVersion: input.expectedVersion },
    {
      name: input.name ?? undefined,
      locale: input.locale ?? undefined,
      timezone: input.timezone ?? undefined,
      memberReach: input.memberReach ?? undefined,
    },
  );
  if (input.memberReach) await revokeNarrowed(tx);
  return organization;
}

/** Tokens say how far their holders read: those of whom it concerns are taken anew. */
async function revokeNarrowed(tx: Tx): Promise<void> {
  await tx.query(
    `select revoke('MEMBERSHIP', user_id, organization_id) from membership where role in ('MEMBER', 'VIEWER')`,
  );
  tx.tell(revocations);
}
