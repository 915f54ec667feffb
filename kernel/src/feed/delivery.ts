/** What the source of a subscription sends says where the stream stands behind it. */
export interface Delivery {
  /** Where to go on from, opaque to clients. */
  readonly cursor: string;
  /** The same as a number that ascends, to compare. */
  readonly position: number;
}

/** Says how far a stream is that had nothing to send. No client sees it: it is for those who go on for clients. */
export class Mark implements Delivery {
  constructor(
    readonly cursor: string,
    readonly position: number,
  ) {}
}
