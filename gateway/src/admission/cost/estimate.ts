import { amountOf, times, type Variables } from './amount.js';
import type { Cost } from './cost.js';
import type { Counted, CountedField } from './counted.js';

/** The most that an operation can cost: every list as long as it can be, every object of the type that costs most. */
export function estimatedCost(root: Counted, variables: Variables): Cost {
  return new Estimate(variables).object(root);
}

class Estimate {
  private readonly known = new Map<Counted, Cost>();

  constructor(private readonly variables: Variables) {}

  /** The object and all below it. */
  object(counted: Counted): Cost {
    const known = this.known.get(counted);
    if (known) return known;
    let fieldCost = 0;
    let typeCost = counted.weight;
    for (const field of counted.fields) {
      if (field.isAsked?.(this.variables) === false) continue;
      const each = this.most(field);
      const length = amountOf(field.length, this.variables);
      fieldCost += amountOf(field.cost, this.variables) + times(length, each.fieldCost);
      typeCost += times(length, each.typeCost);
    }
    const cost = { fieldCost, typeCost };
    this.known.set(counted, cost);
    return cost;
  }

  private most({ possible, leafWeight }: CountedField): Cost {
    if (possible.length === 0) return { fieldCost: 0, typeCost: leafWeight };
    let fieldCost = 0;
    let typeCost = 0;
    for (const counted of possible) {
      const cost = this.object(counted);
      fieldCost = Math.max(fieldCost, cost.fieldCost);
      typeCost = Math.max(typeCost, cost.typeCost);
    }
    return { fieldCost, typeCost };
  }
}
