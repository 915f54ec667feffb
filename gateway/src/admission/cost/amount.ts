/** The variables of a request: what came, and the operation's defaults for the rest. */
export type Variables = Readonly<Record<string, unknown>>;

/** A number that is known with the text, or only with the variables. */
export type Amount = number | ((variables: Variables) => number);

export function amountOf(amount: Amount, variables: Variables): number {
  return typeof amount === 'number' ? amount : amount(variables);
}

/** What comes out when all are known; it is known with the text when all of them are. */
export function combined(
  amounts: readonly Amount[],
  combine: (numbers: readonly number[]) => number,
): Amount {
  if (amounts.every((amount) => typeof amount === 'number')) return combine(amounts);
  return (variables) => combine(amounts.map((amount) => amountOf(amount, variables)));
}

/** Costs grow with each level of lists; past this they say no more than that it is too much. */
const endless = Number.MAX_SAFE_INTEGER;

export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => Math.min(sum + number, endless), 0);
}

export function times(one: number, other: number): number {
  return Math.min(one * other, endless);
}
