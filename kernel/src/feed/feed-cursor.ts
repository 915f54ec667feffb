import { RequestError } from '../errors/request-error.js';

/** Where a stream stands in an outbox, as clients hold it: opaque to them. It says whose outbox it is of. */
export function encodeFeedCursor(schema: string, position: number): string {
  return Buffer.from(JSON.stringify([schema, position])).toString('base64url');
}

/** @throws RequestError `BAD_USER_INPUT` when the text is no cursor of this subgraph's subscriptions. */
export function decodeFeedCursor(schema: string, cursor: string): number {
  try {
    const [of, position, ...rest] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (of === schema && Number.isSafeInteger(position) && position >= 0 && rest.length === 0)
      return position;
  } catch {
    // falls through to the refusal
  }
  throw new RequestError(
    'BAD_USER_INPUT',
    'after is no cursor of this subscription; take one from what it sends',
  );
}
