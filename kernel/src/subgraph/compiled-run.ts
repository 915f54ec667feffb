/** One run of a compiled query: what its resolvers are given, and what it still waits for. */
export class CompiledRun {
  private waiting = 0;
  private end: (() => void) | undefined;
  private failure: { readonly error: unknown } | undefined;
  /** By the number of a field, what is the same for all its objects; made when it is first asked for. */
  readonly given: unknown[] = [];
  readonly infos: unknown[] = [];

  constructor(
    readonly contextValue: unknown,
    readonly rootValue: unknown,
    readonly variables: Record<string, unknown>,
  ) {}

  /** Hands over what is promised when it is there. */
  wait<Value>(promised: PromiseLike<Value>, take: (value: Value) => void): void {
    this.waiting++;
    promised.then((value) => {
      if (this.failure) return;
      try {
        take(value);
      } catch (error) {
        return this.fail(error);
      }
      if (--this.waiting === 0) this.end?.();
    }, this.fail);
  }

  /** @throws what the first of them was rejected with, without waiting for the others. */
  async whole(): Promise<void> {
    if (this.waiting > 0 && !this.failure)
      await new Promise<void>((resolve) => {
        this.end = resolve;
      });
    if (this.failure) throw this.failure.error;
  }

  private readonly fail = (error: unknown): void => {
    this.failure ??= { error };
    this.end?.();
  };
}
