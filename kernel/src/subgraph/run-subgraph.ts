import { integer, oneOf, optionalText, readConfiguration, secretKey, text, url } from '../configuration.js';
import { mostTries } from '../events/consume.js';
import { natsSettings, openBus } from '../events/open-bus.js';
import { createLogger } from '../log.js';
import { onStop } from '../on-stop.js';
import { serveEndpoint } from './serve.js';
import { type Subgraph, startSubgraph } from './subgraph.js';

/**
 * A subgraph as a process of its own: reads its settings, starts, serves, and stops at SIGTERM or SIGINT once what
 * runs has finished.
 */
export function runSubgraph(subgraph: Subgraph): void {
  start(subgraph).catch((error: Error) => {
    process.stderr.write(`${subgraph.name} does not start: ${error.message}\n`);
    // What is open already would keep it alive, and whoever supervises it would never start it again.
    process.exit(1);
  });
}

async function start(subgraph: Subgraph): Promise<void> {
  const settings = readConfiguration(process.env, {
    DATABASE_URL: url('postgres', 'postgresql'),
    DATABASE_OWNER_URL: optionalText(),
    DATABASE_RELAY_URL: url('postgres', 'postgresql'),
    BUS_URL: url('postgres', 'postgresql'),
    ...natsSettings,
    EVENT_TRIES: integer(mostTries, 1, 50),
    EVENT_RETENTION_DAYS: integer(0, 0, 36_500),
    DATABASE_POOL_SIZE: integer(10, 1, 500),
    ACTOR_TOKEN_KEY: secretKey(),
    HOST: text('127.0.0.1'),
    PORT: integer(4001, 0, 65_535),
    LOG_LEVEL: oneOf('info', 'debug', 'warn', 'error', 'silent'),
  });
  const logger = createLogger(subgraph.name, settings.LOG_LEVEL);
  const bus = openBus(settings.BUS_URL, settings, logger);
  const running = await startSubgraph(subgraph, {
    databaseUrl: settings.DATABASE_URL,
    ownerUrl: settings.DATABASE_OWNER_URL,
    poolSize: settings.DATABASE_POOL_SIZE,
    logger,
    events: {
      relayUrl: settings.DATABASE_RELAY_URL,
      bus,
      mostTries: settings.EVENT_TRIES,
      retentionDays: settings.EVENT_RETENTION_DAYS,
    },
  });
  const { HOST: host, PORT: port, ACTOR_TOKEN_KEY: key } = settings;
  const served = await serveEndpoint(running.endpoint, { host, port, key, logger });
  logger.info({ url: served.url }, 'serving');
  onStop(async () => {
    await served.stop();
    await running.stop();
    await bus.close();
  });
}
