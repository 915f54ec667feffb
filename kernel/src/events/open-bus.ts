import { integer, optional, url } from '../configuration.js';
import type { Logger } from '../log.js';
import type { Bus } from './bus.js';
import { natsBus } from './nats-bus.js';
import { postgresBus } from './postgres-bus.js';

/** The settings that choose another bus than the one in Postgres. */
export const natsSettings = {
  NATS_URL: optional(url('nats', 'tls')),
  NATS_STREAM_MB: integer(256, 1, 1_000_000),
  NATS_STREAM_DAYS: integer(7, 1, 365),
};

export type NatsSettings = {
  readonly [Name in keyof typeof natsSettings]: ReturnType<(typeof natsSettings)[Name]>;
};

/** NATS where its URL is set, else the bus in Postgres. */
export function openBus(postgresUrl: string, settings: NatsSettings, logger: Logger): Bus {
  const limits = { mebibytes: settings.NATS_STREAM_MB, days: settings.NATS_STREAM_DAYS };
  return settings.NATS_URL ? natsBus(settings.NATS_URL, limits, logger) : postgresBus(postgresUrl, logger);
}
