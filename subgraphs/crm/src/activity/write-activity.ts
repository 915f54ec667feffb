import {
  changeRow,
  ErrorPolicy,
  heldByConstraints,
  insertRow,
  lockRow,
  once,
  requireText,
  type Tx,
  userError,
  writeRows,
} from '@kith/kernel';
import { authorize } from '../policy.js';
import { Activity, ActivityStatus, ActivityType } from './activity.entity.js';
import type { LogActivitiesInput, LogActivityInput, UpdateActivityInput } from './activity.inputs.js';

export async function logActivity(
  tx: Tx,
  { subject, occurredAt, ...input }: LogActivityInput,
): Promise<Activity> {
  authorize(tx.actor, 'activity:write');
  if (!input.personId && !input.companyId && !input.dealId) {
    throw userError('REQUIRED', 'An activity is about a person, a company or a deal', ['personId']);
  }
  const status = input.type === ActivityType.TASK ? ActivityStatus.OPEN : null;
  const values = {
    ...input,
    subject: requireText(subject, 'subject'),
    occurredAt: occurredAt ?? new Date(),
    status,
  };
  return heldByConstraints(
    tx,
    { activity_deal: ['NOT_FOUND', 'There is no deal with this id', ['dealId']] },
    () => insertRow<Activity>(tx, Activity, values),
  );
}

export async function logActivities(tx: Tx, input: LogActivitiesInput): Promise<number> {
  authorize(tx.actor, 'activity:write');
  return once(tx, { key: input.idempotencyKey, operation: 'logActivities', input }, async () => {
    const rows = { rows: input.activities, errorPolicy: ErrorPolicy.REJECT_ALL, path: 'activities' };
    const results = await writeRows(tx, rows, async (row) => ({ activity: await logActivity(tx, row) }));
    return results.length;
  });
}

export async function updateActivity(
  tx: Tx,
  { id, expectedVersion, subject, ...input }: UpdateActivityInput,
): Promise<Activity> {
  authorize(tx.actor, 'activity:write');
  const activity = await lockRow(tx, Activity, id);
  authorize(tx.actor, 'activity:write', activity);
  const { type } = activity;
  if (input.status != null && type !== ActivityType.TASK)
    throw userError('INVALID', `A ${type.toLowerCase()} has no status; only a task is open or done`, [
      'status',
    ]);
  if (input.status === null && type === ActivityType.TASK)
    throw userError('REQUIRED', 'A task is open or done', ['status']);
  return changeRow(
    tx,
    Activity,
    { id, expectedVersion },
    { ...input, subject: subject == null ? undefined : requireText(subject, 'subject') },
  );
}
