/**
 * The rows in parts of at most the size: half of what a bulk mutation takes, so that a slow machine is done with one
 * within the ten seconds of a transaction.
 */
export function inBatches<Row>(rows: readonly Row[], size = 125): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}
