import { createHash } from 'node:crypto';
import type { Fetch } from '../plan/step.js';

/** A document as it is sent to a subgraph. */
export interface SubgraphDocument {
  readonly service: string;
  readonly text: string;
  readonly operationName: string | undefined;
  readonly isMutation: boolean;
  /** The same for the same text, short. */
  readonly key: string;
}

export function documentOf(
  { service, kind }: Fetch,
  text: string,
  operationName: string | undefined,
): SubgraphDocument {
  const key = createHash('sha1').update(text).digest('base64');
  return { service, text, operationName, isMutation: kind === 'mutation', key };
}
