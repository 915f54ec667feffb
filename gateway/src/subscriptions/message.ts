/** What an event is to a client: written once, however many get it. */
export interface Message {
  /** The result of the execution, as JSON. */
  readonly json: string;
  readonly cursor: string | null;
  readonly position: number;
}

/** One client's end of a subscription. */
export interface Subscriber {
  /** Never waits: who reads too slowly is dropped. */
  send(message: Message): void;
  /** Resolves when the client has read most of what it was sent, for senders who can wait. */
  drained(): Promise<void>;
  /** All that was missed is sent; whoever goes on from this cursor has everything that comes. */
  begun(cursor: string | null): void;
  /** Nothing comes after it. */
  fail(errors: readonly object[]): void;
  /** Nothing comes after it. */
  complete(): void;
}
