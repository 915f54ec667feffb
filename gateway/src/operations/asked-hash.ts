import { createHash } from 'node:crypto';
import { RequestError } from '@kith/kernel';

/** How a client can say which operation it means. */
export interface AskedOperation {
  readonly query?: unknown;
  /** `sha256:` and the hash of the text in hexadecimal digits. */
  readonly documentId?: unknown;
  /** Apollo's `persistedQuery` among others. */
  readonly extensions?: Readonly<Record<string, unknown>> | null;
}

/** The hash of a text, in hexadecimal digits. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The hash by which a client names its operation, or null when it names none.
 *
 * @throws RequestError `BAD_USER_INPUT` when what it says is no hash, or not that of the text beside it.
 */
export function askedHash({ query, documentId, extensions }: AskedOperation): string | null {
  const hash = fromDocumentId(documentId) ?? fromExtension(extensions?.['persistedQuery']);
  if (hash !== null && typeof query === 'string' && query !== '' && hashOf(query) !== hash)
    throw mistake('The hash is not that of the query beside it');
  return hash;
}

function fromDocumentId(documentId: unknown): string | null {
  if (documentId === undefined || documentId === null) return null;
  const hash = typeof documentId === 'string' ? /^sha256:([0-9a-f]{64})$/.exec(documentId)?.[1] : undefined;
  if (hash) return hash;
  throw mistake('documentId must read `sha256:` and 64 hexadecimal digits');
}

function fromExtension(extension: unknown): string | null {
  if (extension === undefined || extension === null) return null;
  const { version, sha256Hash } = extension as { version?: unknown; sha256Hash?: unknown };
  if (version === 1 && typeof sha256Hash === 'string' && /^[0-9a-f]{64}$/.test(sha256Hash)) return sha256Hash;
  throw mistake('persistedQuery must hold version 1 and a sha256Hash of 64 hexadecimal digits');
}

function mistake(message: string): RequestError {
  return new RequestError('BAD_USER_INPUT', message, { http: { status: 400 } });
}
