import type { Condition } from '@kith/kernel';
import { isOf } from './subject.js';

/** Which events of the log somebody wants; null is all. */
export interface WantedEvents {
  readonly types?: readonly string[] | null;
  /** A node's id, as clients know it. */
  readonly subject?: string | null;
}

/** The condition on rows of the log; it fails with `BAD_USER_INPUT` where the subject is no id. */
export function whichEvents({ types, subject }: WantedEvents): Condition {
  return (sql) =>
    [types && `t.type = any(${sql.value(types, 'text[]')})`, subject && isOf(sql, 'subject', subject)]
      .filter(Boolean)
      .join(' and ');
}
