import { amountOf, type Variables } from './amount.js';
import type { Cost } from './cost.js';
import type { Counted, CountedField } from './counted.js';

/** What an answer has cost. A field that is null was asked for; what failed as a whole brought nothing. */
export function actualCost(root: Counted, data: unknown, variables: Variables): Cost {
  const counting = new Counting(variables);
  if (data !== null && data !== undefined) counting.object(root, data as Data);
  return { fieldCost: counting.fieldCost, typeCost: counting.typeCost };
}

type Data = Readonly<Record<string, unknown>>;

class Counting {
  fieldCost = 0;
  typeCost = 0;

  constructor(private readonly variables: Variables) {}

  object(counted: Counted, data: Data): void {
    this.typeCost += counted.weight;
    for (const field of counted.fields) {
      const value = data[field.key];
      if (value === undefined || field.isAsked?.(this.variables) === false) continue;
      this.fieldCost += amountOf(field.cost, this.variables);
      this.values(field, value);
    }
  }

  private values(field: CountedField, value: unknown): void {
    if (value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) this.values(field, item);
      return;
    }
    const { possible } = field;
    if (possible.length === 0) this.typeCost += field.leafWeight;
    else if (possible.length === 1) this.object(possible[0] as Counted, value as Data);
    else this.oneOf(possible, value as Data);
  }

  /** Of an object whose type the answer does not tell, the type that costs most. */
  private oneOf(possible: readonly Counted[], data: Data): void {
    const told = possible.filter(({ typeKey, typeName }) => typeKey !== null && data[typeKey] === typeName);
    let fieldCost = 0;
    let typeCost = 0;
    for (const counted of told.length > 0 ? told : possible) {
      const counting = new Counting(this.variables);
      counting.object(counted, data);
      fieldCost = Math.max(fieldCost, counting.fieldCost);
      typeCost = Math.max(typeCost, counting.typeCost);
    }
    this.fieldCost += fieldCost;
    this.typeCost += typeCost;
  }
}
