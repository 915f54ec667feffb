/** The rows in parts of at most the size that a bulk mutation takes. */
export function inBatches<Row>(rows: readonly Row[], size = 250): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}
