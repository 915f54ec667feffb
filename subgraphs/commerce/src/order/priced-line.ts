import { isStorable, userError } from '@kith/kernel';

/** A line with its price settled, before it is written. */
export interface PricedLine {
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly title: string;
  readonly sku: string | null;
  readonly quantity: number;
  readonly unitPriceUnits: bigint;
  readonly discountUnits: bigint;
}

/** What a line comes to. */
export function lineTotal({ quantity, unitPriceUnits, discountUnits }: PricedLine): bigint {
  return unitPriceUnits * BigInt(quantity) - discountUnits;
}

/**
 * What the lines of an order come to.
 *
 * @throws UserErrors where a quantity is none, a discount exceeds its line, or an amount is too large to be stored.
 */
export function orderTotal(lines: readonly PricedLine[]): bigint {
  if (lines.length === 0) throw userError('REQUIRED', 'An order has at least one line', ['lines']);
  let total = 0n;
  for (const [index, line] of lines.entries()) {
    if (line.quantity < 1)
      throw userError('INVALID', 'A quantity is at least 1', ['lines', index, 'quantity']);
    if (line.unitPriceUnits < 0n)
      throw userError('INVALID', 'A price is not negative', ['lines', index, 'unitPrice']);
    const amount = lineTotal(line);
    if (line.discountUnits < 0n || amount < 0n)
      throw userError('INVALID', 'A discount lies between nothing and the whole line', [
        'lines',
        index,
        'discount',
      ]);
    total += amount;
    if (!isStorable(total) || !isStorable(line.unitPriceUnits * BigInt(line.quantity))) {
      throw userError('LIMIT_EXCEEDED', 'The amount is too large', ['lines', index]);
    }
  }
  return total;
}
