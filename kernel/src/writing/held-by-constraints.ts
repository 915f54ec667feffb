import type { Tx } from '../database/transaction.js';
import { brokenConstraint } from '../errors/constraint.js';
import { userError } from '../errors/user-error.js';

/** What the sender of an input is told of a unique or foreign-key constraint that it breaks: code, sentence and path. */
export type Mistakes = Readonly<Record<string, Parameters<typeof userError>>>;

/**
 * Writes what the constraints named here may refuse, in a savepoint: the transaction outlives the refusal.
 *
 * @throws UserErrors for a constraint that is named; what else goes wrong stays what it is.
 */
export function heldByConstraints<Result>(
  tx: Tx,
  mistakes: Mistakes,
  write: () => Promise<Result>,
): Promise<Result> {
  return tx.savepoint(write).catch((error: unknown) => {
    const mistake = mistakes[brokenConstraint(error) ?? ''];
    throw mistake ? userError(...mistake) : error;
  });
}
