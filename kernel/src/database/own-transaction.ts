import type { QueryRunner } from 'typeorm';

/**
 * Tells TypeORM that the transaction on its connection is ours, so that it neither begins nor commits one. Its type says
 * read-only, its class does not; and its own way (`startTransaction`) costs a round trip that the settings share.
 */
export function ownTransaction(runner: QueryRunner, isActive: boolean): void {
  (runner as { isTransactionActive: boolean }).isTransactionActive = isActive;
}
