/** Which operations a key may run: any, any with a note of those that its app has not registered, or those alone. */
export type OperationMode = 'OPEN' | 'LOG' | 'LOCKED';

/** What a key's app has to do with the operations that it runs. */
export interface OperationTerms {
  /** The UUID of the app whose key it is. */
  readonly appId: string;
  readonly mode: OperationMode;
}
