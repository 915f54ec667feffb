import { handlersOf, hydrate, noteUpdated, tableOf } from '@kith/kernel';
import type { IdentityEvents } from '@kith/schema/events/identity';
import { ObjectRecord } from './record.entity.js';

const on = handlersOf<IdentityEvents>('identity');

/** What was the team's is its owners' alone, and nobody's where it has none. */
export const onTeamDeleted = on('team.deleted', async (tx, { subjectId: teamId }) => {
  const { name, columns } = tableOf(tx, ObjectRecord);
  const left = await tx.query(
    `update ${name} t set team_id = null, version = version + 1, updated_at = now()
     where team_id = $1 returning ${columns('t')}`,
    [teamId],
  );
  for (const record of hydrate(ObjectRecord, left)) noteUpdated(tx, ObjectRecord, record, { teamId: null });
});
