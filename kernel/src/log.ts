import { type Logger, pino } from 'pino';

export type { Logger };

/** JSON lines on standard error. Values under names that hold secrets never reach them. */
export function createLogger(component: string, level: string): Logger {
  return pino(
    {
      name: component,
      level,
      base: { component },
      redact: [
        '*.authorization',
        '*.token',
        '*.password',
        '*.secret',
        'headers.authorization',
        'headers["x-api-key"]',
      ],
    },
    pino.destination({ fd: 2, sync: false }),
  );
}
