import { formatUnits, parseUnits } from '@kith/kernel';

/** The discount of a line as an amount: what a share of quantity times price comes to, exact in ten-thousandths. */
export function discountAmount(unitPrice: string, quantity: number, share: string): string {
  const scaled = units(unitPrice) * BigInt(quantity) * units(share);
  if (scaled % 10_000n !== 0n)
    throw new Error(`${share} of ${quantity} × ${unitPrice} has more than four decimals`);
  return formatUnits(scaled / 10_000n);
}

/** The sum of amounts, exact. */
export function sum(amounts: readonly string[]): string {
  return formatUnits(amounts.reduce((total, amount) => total + units(amount), 0n));
}

function units(text: string): bigint {
  const parsed = parseUnits(text);
  if (parsed === null) throw new Error(`${text} is no decimal`);
  return parsed;
}
