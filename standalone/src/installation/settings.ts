import path from 'node:path';
import { integer, oneOf, readConfiguration, text } from '@kith/kernel';
import { checkout } from './checkout.js';

/** The settings of a standalone installation. */
export function readSettings(environment: NodeJS.ProcessEnv) {
  const read = readConfiguration(environment, {
    PORT: integer(4000, 0, 65_535),
    HOST: text('127.0.0.1'),
    KITH_DATA: text(path.join(checkout, '.kith')),
    NODE_ENV: oneOf('development', 'production', 'test'),
    LOG_LEVEL: oneOf('warn', 'info', 'debug', 'error', 'silent'),
    WEBHOOK_PRIVATE_ADDRESSES: oneOf('refuse', 'allow'),
  });
  return {
    port: read.PORT,
    host: read.HOST,
    dataFolder: path.resolve(read.KITH_DATA),
    isProduction: read.NODE_ENV === 'production',
    logLevel: read.LOG_LEVEL,
    mayWebhooksBePrivate: read.WEBHOOK_PRIVATE_ADDRESSES === 'allow',
  };
}

export type Settings = ReturnType<typeof readSettings>;
