import { type Logger, RequestError, type SubgraphEndpoint } from '@kith/kernel';
import { LRUCache } from 'lru-cache';
import type { GatewayContext } from '../graph/context.js';
import { type AskedOperation, askedHash, hashOf } from './asked-hash.js';
import { RegisteredTexts } from './registered-texts.js';

/** The subgraph that keeps what apps have registered. */
const registryName = 'platform-objects';

const mostCharacters = 10_000_000;
const mostCharactersOfOne = 100_000;

/** Finds the texts of operations that clients name by their hashes, and holds keys to those that their apps have registered. */
export interface Operations {
  /**
   * The text that is to be run, on whichever transport it was asked for; undefined when the request says none.
   *
   * @throws RequestError `PERSISTED_QUERY_NOT_FOUND`, `OPERATION_NOT_ALLOWED`, `BAD_USER_INPUT`
   */
  textOf(asked: AskedOperation, context: GatewayContext): Promise<string | undefined>;
}

export function openOperations(endpoints: readonly SubgraphEndpoint[], logger: Logger): Operations {
  const registered = new RegisteredTexts(endpoints.find(({ name }) => name === registryName));
  /** What clients have sent with its hash. A text is found by nothing but its own hash, so they share it without learning of each other. */
  const automatic = new LRUCache<string, string>({
    maxSize: mostCharacters,
    maxEntrySize: mostCharactersOfOne,
    sizeCalculation: (text) => text.length,
  });
  return {
    async textOf(asked, context) {
      const { actor, operations, requestId } = context;
      const text = typeof asked.query === 'string' && asked.query !== '' ? asked.query : undefined;
      const hash = askedHash(asked);
      const wanted = hash ?? (text === undefined ? null : hashOf(text));
      if (wanted === null) return undefined;
      const organizationId = actor?.organizationId;
      if (operations && organizationId && (hash !== null || operations.mode !== 'OPEN')) {
        const { appId, mode } = operations;
        const known = await registered.textOf({ organizationId, appId }, wanted, requestId);
        if (known !== null) return known;
        if (mode === 'LOCKED') throw text === undefined ? notFound() : notAllowed();
        if (mode === 'LOG')
          logger.warn(
            { requestId, appId, keyId: actor.keyId, hash: wanted },
            'an app runs what it has not registered',
          );
      }
      if (text === undefined) {
        const remembered = automatic.get(wanted);
        if (remembered === undefined) throw notFound();
        return remembered;
      }
      // Strangers have nothing to come back with.
      if (hash !== null && actor) automatic.set(hash, text);
      return text;
    },
  };
}

/** Apollo's clients know the message, take it for no failure, and send the text. */
function notFound(): RequestError {
  return new RequestError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', { http: { status: 200 } });
}

function notAllowed(): RequestError {
  const message = 'This key runs what its app has registered, and nothing else: register the operation first';
  return new RequestError('OPERATION_NOT_ALLOWED', message, { http: { status: 403 } });
}
