import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { limitsOf, nodesEndpoint, type StartGatewayOptions, startGateway } from '@kith/gateway';
import { openMeans as openAccounts } from '@kith/identity';
import { createLogger, mostTries, openBus, openTelemetry, serveMetrics, startSubgraph } from '@kith/kernel';
import { openMeans } from '@kith/platform-objects';
import { loadDemo } from './demo/load-demo.js';
import { graphToCome } from './graph-to-come.js';
import { checkout } from './installation/checkout.js';
import { busUrl, databaseUrls, provisionDatabase } from './installation/database.js';
import { secretsKeys } from './installation/secrets-keys.js';
import { localUrl, type Settings } from './installation/settings.js';
import { tokenKeys } from './installation/token-keys.js';
import { startPostgres } from './postgres/start.js';
import { subgraphs } from './subgraphs.js';

export interface Standalone {
  readonly url: string;
  /** Where the figures for Prometheus are. */
  readonly metricsUrl: string;
  /** Settles when the database's process ends by itself. */
  readonly databaseEnded: Promise<unknown>;
  stop(): Promise<void>;
}

/** All in this process. */
export interface InOneProcess extends Standalone {
  /** With what its gateway was started; others can be started beside it. */
  readonly gateway: StartGatewayOptions;
}

export interface StartOptions {
  /** Told how far it is. */
  readonly say: (line: string) => void;
  /** Ends the start, when somebody stops the program before it is ready. */
  readonly signal: AbortSignal;
}

/** Starts everything in this process, on the Postgres in the data folder, and loads the demo where it is missing. */
export async function startStandalone(
  settings: Settings,
  { say, signal }: StartOptions,
): Promise<InOneProcess> {
  await mkdir(settings.dataFolder, { recursive: true, mode: 0o700 });
  const postgres = await startPostgres({ folder: path.join(settings.dataFolder, 'postgres'), durable: true });
  const opened: { stop(): Promise<void> }[] = [postgres];
  const stop = async () => {
    while (opened.length > 0) await opened.pop()?.stop();
  };
  try {
    await provisionDatabase(postgres, subgraphs);
    const logger = createLogger('kith', settings.logLevel);
    opened.push(await openTelemetry('kith', settings.telemetry, logger));
    const metrics = await serveMetrics(settings.metrics);
    opened.push(metrics);
    const bus = openBus(busUrl(postgres), settings.nats, logger);
    opened.push({ stop: () => bus.close() });
    const whole = graphToCome();
    const keysOfSecrets = await secretsKeys(settings.dataFolder);
    const keys = await tokenKeys(settings.dataFolder);
    const means = openMeans({
      secretsKeys: keysOfSecrets,
      graph: whole.graph,
      mayBePrivate: settings.mayWebhooksBePrivate,
    });
    opened.push({ stop: () => means.close() });
    const publicUrl = settings.publicUrl ?? localUrl(settings.port);
    const accounts = openAccounts(
      { accessTokenKey: keys.privateKey, secretsKeys: keysOfSecrets, publicUrl },
      settings.accounts,
    );
    opened.push({ stop: () => accounts.close() });
    const running = await Promise.all(
      subgraphs.map((subgraph) => {
        const { databaseUrl, ownerUrl, relayUrl } = databaseUrls(postgres, subgraph);
        const events = { relayUrl, bus, mostTries, retentionDays: settings.retentionDays };
        return startSubgraph(subgraph, {
          databaseUrl,
          ownerUrl,
          poolSize: 10,
          logger,
          means: { ...means, ...accounts },
          events,
        });
      }),
    );
    opened.push(...running);
    const owned = running.map(({ endpoint }) => endpoint);
    const sdls = Object.fromEntries(subgraphs.map(({ name, sdl }) => [name, sdl]));
    let isLoaded = false;
    const options: StartGatewayOptions = {
      supergraph: readFileSync(path.join(checkout, 'schema/supergraph.graphql'), 'utf8'),
      endpoints: [...owned, nodesEndpoint(sdls, owned)],
      accessTokenKey: keys.publicKey,
      host: settings.host,
      port: settings.port,
      isProduction: settings.isProduction,
      limits: limitsOf(settings.limits),
      redisUrl: settings.limits.REDIS_URL,
      corsOrigins: settings.corsOrigins,
      trustProxy: settings.trustProxy,
      logger,
      isReady: () => isLoaded,
    };
    const gateway = await startGateway(options);
    opened.push(gateway);
    whole.arrive(gateway.graph);
    await loadDemo({
      url: gateway.url,
      dataFolder: settings.dataFolder,
      privateKey: keys.privateKey,
      say,
      signal,
    });
    isLoaded = true;
    return {
      url: gateway.url,
      metricsUrl: metrics.url,
      gateway: options,
      databaseEnded: postgres.exited,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
