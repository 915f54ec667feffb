import type { Expiry } from '@kith/kernel';

/** Deliveries that are over go with their attempts; those that wait stay. */
export const webhookExpiries: readonly Expiry[] = [
  `delete from webhook_delivery where (organization_id, id) in (
     select organization_id, id from webhook_delivery
     where status in ('DELIVERED', 'DEAD') and created_at < now() - make_interval(days => $1::int) limit $2
   )`,
];
