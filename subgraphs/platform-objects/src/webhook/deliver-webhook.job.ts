import {
  type Database,
  encodeId,
  type Id,
  platformActor,
  type Task,
  type TaskPremises,
  transaction,
  type Uuid,
  webhookCalls,
} from '@kith/kernel';
import { meansOf } from '../means.js';
import { attemptDelivery } from './attempt-delivery.js';
import { type NextDelivery, nextDelivery } from './next-delivery.queries.js';
import { noteAttempt } from './note-attempt.js';
import { askForLine, deliverWebhook } from './webhook-lines.js';

/** Deliveries that a job makes before others have their turn. */
const mostInARow = 50;

interface Line {
  readonly organizationId: Uuid;
  readonly endpointId: Id<'WebhookEndpoint'>;
  readonly subjectId: Id;
  readonly requestId: string;
}

/**
 * Makes the deliveries of a line as long as they are taken, and asks for itself again at the time of the next attempt. A
 * line's deliveries never overtake each other, because only the first that waits is tried, whatever asked for the job.
 */
export const deliverWebhookTask: Task = {
  name: deliverWebhook,
  async run(premises, payload) {
    const line = payload as unknown as Line;
    for (let made = 0; made < mostInARow; made++) if (!(await makeNext(premises, line))) return;
    await within(premises.database, line, (tx) => askForLine(tx, line.endpointId, line.subjectId));
  },
};

/** Makes an attempt of the first delivery that waits, with no transaction open during the call; false when none is due. */
async function makeNext({ database, means, signal }: TaskPremises, line: Line): Promise<boolean> {
  const next = await within(database, line, async (tx): Promise<NextDelivery | null> => {
    const first = await nextDelivery(tx, line.endpointId, line.subjectId);
    if (first && !first.isDue) await askForLine(tx, line.endpointId, line.subjectId);
    return first?.isDue ? first : null;
  });
  if (!next) return false;
  const { organizationId } = line;
  const { id, eventId, requestId } = next;
  const deliveryId = encodeId('WebhookDelivery', id);
  const attempt = await webhookCalls.during({ deliveryId, eventId, organizationId, requestId }, () =>
    attemptDelivery(meansOf({ means }), next, { organizationId, signal }),
  );
  await within(database, line, (tx) => noteAttempt(tx, next, attempt));
  return true;
}

async function within<Result>(
  database: Database,
  { organizationId, requestId }: Line,
  work: Parameters<typeof transaction<Result>>[2],
): Promise<Result> {
  const origin = { actor: platformActor(organizationId), requestId };
  return (await transaction(database, origin, work)).result;
}
