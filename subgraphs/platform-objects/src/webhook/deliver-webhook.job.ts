import { type Id, platformActor, type Task, transaction } from '@kith/kernel';
import { meansOf } from '../means.js';
import { attemptDelivery } from './attempt-delivery.js';
import { nextDelivery } from './next-delivery.queries.js';
import { noteAttempt } from './note-attempt.js';
import { askForLine, deliverWebhook } from './webhook-lines.js';

/**
 * Makes the next attempt of a line, and asks for the one after it. A line's deliveries never overtake each other, because
 * the first that waits is the only one that is tried, whatever asked for it; and no transaction is open during the call.
 */
export const deliverWebhookTask: Task = {
  name: deliverWebhook,
  async run({ database, means, signal }, { organizationId, ...line }) {
    const { endpointId, subjectId } = line as { endpointId: Id<'WebhookEndpoint'>; subjectId: Id };
    const origin = { actor: platformActor(organizationId), requestId: `webhook ${endpointId}` };
    const { result: next } = await transaction(database, origin, async (tx) => {
      const found = await nextDelivery(tx, endpointId, subjectId);
      if (found && !found.isDue) await askForLine(tx, endpointId, subjectId);
      return found?.isDue ? found : null;
    });
    if (!next) return;
    const attempt = await attemptDelivery(meansOf({ means }), next, { organizationId, signal });
    await transaction(database, origin, async (tx) => {
      await noteAttempt(tx, next, attempt);
      await askForLine(tx, endpointId, subjectId);
    });
  },
};
