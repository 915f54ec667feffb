import {
  integer,
  oneOf,
  optionalText,
  readConfiguration,
  type Setting,
  secretKey,
  text,
  url,
  type ValuesOf,
} from '../configuration.js';
import { mostTries } from '../events/consume.js';
import { natsSettings, openBus } from '../events/open-bus.js';
import { createLogger, type Logger } from '../log.js';
import { onStop } from '../on-stop.js';
import { openTelemetry, telemetrySettings } from '../telemetry/open-telemetry.js';
import { serveEndpoint } from './serve.js';
import { type Subgraph, startSubgraph } from './subgraph.js';

const settings = {
  DATABASE_URL: url('postgres', 'postgresql'),
  DATABASE_OWNER_URL: optionalText(),
  DATABASE_RELAY_URL: url('postgres', 'postgresql'),
  BUS_URL: url('postgres', 'postgresql'),
  ...natsSettings,
  ...telemetrySettings,
  EVENT_TRIES: integer(mostTries, 1, 50),
  EVENT_RETENTION_DAYS: integer(0, 0, 36_500),
  DATABASE_POOL_SIZE: integer(10, 1, 500),
  ACTOR_TOKEN_KEY: secretKey(),
  HOST: text('127.0.0.1'),
  PORT: integer(4001, 0, 65_535),
  LOG_LEVEL: oneOf('info', 'debug', 'warn', 'error', 'silent'),
};

/** What a subgraph needs beside its database: the settings that say it, and how it is opened. */
export interface OwnMeans<Own extends Record<string, Setting<unknown>>> {
  readonly settings: Own;
  readonly open: (read: ValuesOf<Own>, logger: Logger) => object & { close(): Promise<void> };
}

/**
 * A subgraph as a process of its own: reads its settings, starts, serves, and stops at SIGTERM or SIGINT once what
 * runs has finished.
 */
export function runSubgraph<Own extends Record<string, Setting<unknown>>>(
  subgraph: Subgraph,
  own?: OwnMeans<Own>,
): void {
  start(subgraph, own).catch((error: Error) => {
    process.stderr.write(`${subgraph.name} does not start: ${error.message}\n`);
    // What is open already would keep it alive, and whoever supervises it would never start it again.
    process.exit(1);
  });
}

async function start<Own extends Record<string, Setting<unknown>>>(
  subgraph: Subgraph,
  own?: OwnMeans<Own>,
): Promise<void> {
  const read = readConfiguration(process.env, { ...own?.settings, ...settings });
  const logger = createLogger(subgraph.name, read.LOG_LEVEL);
  const telemetry = await openTelemetry(subgraph.name, read, logger);
  const bus = openBus(read.BUS_URL, read, logger);
  const means = own?.open(read as unknown as ValuesOf<Own>, logger);
  const running = await startSubgraph(subgraph, {
    databaseUrl: read.DATABASE_URL,
    ownerUrl: read.DATABASE_OWNER_URL,
    poolSize: read.DATABASE_POOL_SIZE,
    logger,
    means,
    events: {
      relayUrl: read.DATABASE_RELAY_URL,
      bus,
      mostTries: read.EVENT_TRIES,
      retentionDays: read.EVENT_RETENTION_DAYS,
    },
  });
  const { HOST: host, PORT: port, ACTOR_TOKEN_KEY: key } = read;
  const served = await serveEndpoint(running.endpoint, { host, port, key, logger });
  logger.info({ url: served.url }, 'serving');
  onStop(async () => {
    await served.stop();
    await running.stop();
    await means?.close();
    await bus.close();
    await telemetry.stop();
  });
}
