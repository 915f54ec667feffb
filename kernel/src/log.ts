import { type DestinationStream, type Logger, pino } from 'pino';
import { redact, redactText } from './redact.js';

export type { Logger };

/** JSON lines on standard error, or elsewhere. No secret reaches them, whoever logs what. */
export function createLogger(
  component: string,
  level: string,
  destination: DestinationStream = pino.destination({ fd: 2, sync: false }),
): Logger {
  return pino(
    {
      name: component,
      level,
      base: { component },
      formatters: { log: (line) => redact(line) as Record<string, unknown> },
      hooks: {
        logMethod(given, log) {
          log.apply(
            this,
            given.map((one: unknown) => (typeof one === 'string' ? redactText(one) : one)) as typeof given,
          );
        },
      },
    },
    destination,
  );
}
