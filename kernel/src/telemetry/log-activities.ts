import type { Logger } from '../log.js';
import { handlings, jobs, operations, webhookCalls } from './channels.js';
import { codesOf } from './measure.js';

/** A line for each operation, event, job and webhook call of this process, until the answer is called. */
export function logActivities(logger: Logger): () => void {
  if (!logger.isLevelEnabled('info')) return () => undefined;
  const round = (ms: number) => Math.round(ms * 100) / 100;
  const forget = [
    operations.onEnd((activity, ms) => {
      const { operationName, kind, origin, result } = activity;
      const { actor, requestId } = origin;
      logger.info(
        {
          requestId,
          userId: actor?.userId,
          organizationId: actor?.organizationId,
          operationName,
          kind,
          entities: kind === 'mutation' ? idsOf(result?.data) : undefined,
          errors: listOf(activity),
          durationMs: round(ms),
        },
        'operation',
      );
    }),
    handlings.onEnd((activity, ms) => {
      const { schema, source, type, eventId, count, organizationId, requestId } = activity;
      const told = { requestId, organizationId, subgraph: schema, source, type, eventId, count };
      logger.info({ ...told, errors: listOf(activity), durationMs: round(ms) }, 'event');
    }),
    jobs.onEnd((activity, ms) => {
      const { schema, task, organizationId, requestId } = activity;
      const told = { requestId, organizationId, subgraph: schema, task };
      logger.info({ ...told, errors: listOf(activity), durationMs: round(ms) }, 'job');
    }),
    webhookCalls.onEnd((activity, ms) => {
      const { deliveryId, eventId, organizationId, requestId, result } = activity;
      const told = { requestId, organizationId, eventId, deliveryId, status: result?.responseStatus };
      logger.info({ ...told, errors: listOf(activity), durationMs: round(ms) }, 'webhook');
    }),
  ];
  return () => {
    for (const one of forget) one();
  };
}

function listOf(activity: { readonly error?: unknown; readonly result?: unknown }): string[] | undefined {
  const codes = [...codesOf(activity)];
  return codes.length > 0 ? codes : undefined;
}

const mostIds = 10;

/** The ids of what a mutation answers, as far as its client asked for them: payloads, and the nodes in them. */
function idsOf(data: unknown): string[] | undefined {
  const ids = Object.values(data ?? {})
    .flatMap((payload: unknown) => Object.values(payload ?? {}))
    .map((node: unknown) => (node as { id?: unknown } | null)?.id)
    .filter((id) => typeof id === 'string');
  return ids.length > 0 ? ids.slice(0, mostIds) : undefined;
}
