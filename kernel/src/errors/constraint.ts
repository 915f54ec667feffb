/**
 * The name of the unique or foreign-key constraint that a statement broke, or null when it failed for another reason.
 * The transaction is dead after it, but for work inside a savepoint.
 */
export function brokenConstraint(error: unknown): string | null {
  const cause = (error as { driverError?: unknown }).driverError ?? error;
  const { code, constraint } = cause as { code?: string; constraint?: string };
  return code === '23505' || code === '23503' ? (constraint ?? null) : null;
}
