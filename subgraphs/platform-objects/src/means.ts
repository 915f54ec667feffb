import {
  type Graph,
  httpEndpoint,
  type Logger,
  type OwnMeans,
  oneOf,
  type SecretsKeys,
  secretKey,
  secretsKeys,
  url,
} from '@kith/kernel';
import { openReceivers, type Receivers } from './webhook/receivers.js';

/** What this subgraph is given where it runs, beside its database. */
export interface Means {
  /** Seals what is secret at rest. */
  readonly secretsKeys: SecretsKeys;
  /** The whole graph. */
  readonly graph: Graph;
  /** The way to those who receive webhooks. */
  readonly receivers: Receivers;
  close(): Promise<void>;
}

export interface OpenMeansOptions {
  readonly secretsKeys: SecretsKeys;
  readonly graph: Graph;
  /** Whether webhooks may go to addresses that are not public, and without TLS. */
  readonly mayBePrivate: boolean;
}

export function openMeans({ secretsKeys, graph, mayBePrivate }: OpenMeansOptions): Means {
  const receivers = openReceivers({ mayBePrivate });
  return { secretsKeys, graph, receivers, close: () => receivers.close() };
}

/** @throws Error when the subgraph was started without them. */
export function meansOf({ means }: { readonly means: object }): Means {
  if (!('secretsKeys' in means)) throw new Error('platform-objects was started without its means');
  return means as Means;
}

const settings = {
  SECRETS_KEY: secretsKeys(),
  GRAPH_URL: url('http', 'https'),
  GRAPH_KEY: secretKey(),
  WEBHOOK_PRIVATE_ADDRESSES: oneOf('refuse', 'allow'),
};

/** The means of a process of its own, from its settings. */
export const ownMeans: OwnMeans<typeof settings> = {
  settings,
  open(read, logger: Logger) {
    const graph = httpEndpoint({
      name: 'gateway',
      url: read.GRAPH_URL,
      key: read.GRAPH_KEY,
      timeoutMs: 10_000,
      logger,
    });
    const means = openMeans({
      secretsKeys: read.SECRETS_KEY,
      graph,
      mayBePrivate: read.WEBHOOK_PRIVATE_ADDRESSES === 'allow',
    });
    return {
      ...means,
      async close() {
        await means.close();
        await graph.close();
      },
    };
  },
};
