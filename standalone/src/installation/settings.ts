import path from 'node:path';
import { frontSettings, limitSettings } from '@kith/gateway';
import { accountSettings } from '@kith/identity';
import {
  integer,
  natsSettings,
  oneOf,
  optional,
  readConfiguration,
  telemetrySettings,
  text,
  url,
} from '@kith/kernel';
import { checkout } from './checkout.js';

/** The settings of a standalone installation. */
export function readSettings(environment: NodeJS.ProcessEnv) {
  const read = readConfiguration(environment, {
    PORT: integer(4000, 0, 65_535),
    HOST: text('127.0.0.1'),
    KITH_DATA: text(path.join(checkout, '.kith')),
    NODE_ENV: oneOf('development', 'production', 'test'),
    EVENT_RETENTION_DAYS: integer(0, 0, 36_500),
    LOG_LEVEL: oneOf('warn', 'info', 'debug', 'error', 'silent'),
    WEBHOOK_PRIVATE_ADDRESSES: oneOf('refuse', 'allow'),
    METRICS_HOST: text('127.0.0.1'),
    METRICS_PORT: (raw) => (raw === undefined ? null : integer(0, 0, 65_535)(raw)),
    ...telemetrySettings,
    PUBLIC_URL: optional(url('http', 'https')),
    ...accountSettings,
    ...frontSettings,
    ...natsSettings,
    ...limitSettings,
  });
  const {
    PORT,
    HOST,
    KITH_DATA,
    NODE_ENV,
    EVENT_RETENTION_DAYS,
    LOG_LEVEL,
    WEBHOOK_PRIVATE_ADDRESSES,
    PUBLIC_URL,
    GOOGLE_CLIENT_ID,
    GOOGLE_CLIENT_SECRET,
    GITHUB_CLIENT_ID,
    GITHUB_CLIENT_SECRET,
    SMTP_URL,
    MAIL_FROM,
    CORS_ORIGINS,
    TRUST_PROXY,
    NATS_URL,
    NATS_STREAM_MB,
    NATS_STREAM_DAYS,
    METRICS_HOST,
    METRICS_PORT,
    OTEL_EXPORTER_OTLP_ENDPOINT,
    ...limits
  } = read;
  return {
    port: PORT,
    host: HOST,
    dataFolder: path.resolve(KITH_DATA),
    isProduction: NODE_ENV === 'production',
    retentionDays: EVENT_RETENTION_DAYS,
    logLevel: LOG_LEVEL,
    publicUrl: PUBLIC_URL,
    accounts: {
      GOOGLE_CLIENT_ID,
      GOOGLE_CLIENT_SECRET,
      GITHUB_CLIENT_ID,
      GITHUB_CLIENT_SECRET,
      SMTP_URL,
      MAIL_FROM,
    },
    mayWebhooksBePrivate: WEBHOOK_PRIVATE_ADDRESSES === 'allow',
    corsOrigins: CORS_ORIGINS,
    trustProxy: TRUST_PROXY,
    nats: { NATS_URL, NATS_STREAM_MB, NATS_STREAM_DAYS },
    limits,
    // The ports after it are those of the parts, where each is a process of its own.
    metrics: { host: METRICS_HOST, port: METRICS_PORT ?? (PORT === 0 ? 0 : PORT + 7) },
    telemetry: { OTEL_EXPORTER_OTLP_ENDPOINT },
  };
}

/** Where people reach an installation of which nothing else is said. */
export function localUrl(port: number): string {
  return `http://localhost:${port}`;
}

export type Settings = ReturnType<typeof readSettings>;
