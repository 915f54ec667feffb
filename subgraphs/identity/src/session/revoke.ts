import type { Id, Tx } from '@kith/kernel';

/** The topic that gateways follow. */
export const revocations = 'revocations';

/**
 * What gateways no longer believe: a session that has ended, a key, or what was issued before now to a user as a whole or as
 * a member of one organization.
 */
export type Revoked =
  | { readonly kind: 'SESSION'; readonly id: Id<'Session'> }
  | { readonly kind: 'KEY'; readonly id: Id }
  | { readonly kind: 'USER'; readonly id: Id<'User'> }
  | {
      readonly kind: 'MEMBERSHIP';
      /** Of the user. */
      readonly id: Id<'User'>;
      readonly organizationId: Id<'Organization'>;
    };

/** Tells all gateways, when the transaction commits. To be called after the change of rights that it tells of. */
export async function revoke(tx: Tx, revoked: Revoked): Promise<void> {
  const organizationId = revoked.kind === 'MEMBERSHIP' ? revoked.organizationId : null;
  await tx.query('select revoke($1, $2, $3)', [revoked.kind, revoked.id, organizationId]);
  tx.tell(revocations);
}
