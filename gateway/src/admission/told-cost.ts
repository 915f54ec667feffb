/** What a client is told of what its operation cost: in points, of which it has so many and gets so many back each second. */
export interface ToldCost {
  readonly requested: number;
  readonly actual: number;
  readonly limit?: number;
  readonly remaining?: number;
  readonly restoreRate?: number;
}
