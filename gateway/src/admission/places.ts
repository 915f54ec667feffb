/** What clients hold open, counted by client. */
export class Places {
  private readonly taken = new Map<string, number>();

  /** 0 is without end. */
  constructor(private readonly most: number) {}

  /** A place, as what gives it back; null when the client has no more. */
  take(client: string): (() => void) | null {
    const taken = this.taken.get(client) ?? 0;
    if (this.most > 0 && taken >= this.most) return null;
    this.taken.set(client, taken + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      const left = (this.taken.get(client) ?? 1) - 1;
      if (left > 0) this.taken.set(client, left);
      else this.taken.delete(client);
    };
  }
}
