import path from 'node:path';
import { integer, natsSettings, oneOf, readConfiguration, text } from '@kith/kernel';
import { checkout } from './checkout.js';

/** The settings of a standalone installation. */
export function readSettings(environment: NodeJS.ProcessEnv) {
  const read = readConfiguration(environment, {
    PORT: integer(4000, 0, 65_535),
    HOST: text('127.0.0.1'),
    KITH_DATA: text(path.join(checkout, '.kith')),
    NODE_ENV: oneOf('development', 'production', 'test'),
    LOG_LEVEL: oneOf('warn', 'info', 'debug', 'error', 'silent'),
    ...natsSettings,
  });
  const { PORT: port, HOST: host, KITH_DATA: data, NODE_ENV: kind, LOG_LEVEL: logLevel, ...nats } = read;
  return { port, host, dataFolder: path.resolve(data), isProduction: kind === 'production', logLevel, nats };
}

export type Settings = ReturnType<typeof readSettings>;
