/** What an operation costs, after IBM's specification of cost directives: what its fields take, and the values they bring. */
export interface Cost {
  readonly fieldCost: number;
  readonly typeCost: number;
}

/** Both as one number: what clients are told and pay. */
export function pointsOf({ fieldCost, typeCost }: Cost): number {
  return Math.ceil(fieldCost + typeCost);
}
