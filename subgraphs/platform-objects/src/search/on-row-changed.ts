import type { DomainEvent, Handler, Tx } from '@kith/kernel';
import type { EverySubgraphEvents } from '@kith/schema/events/every-subgraph';
import { sources } from '../log/on-anything-happened.js';
import { entryOf } from './entry.js';

type RowChange = EverySubgraphEvents['row.changed']['payload'];

/** It takes every event, so that batches are not parted where other events stand between changes of rows. */
export const onRowChanged: readonly Handler[] = sources.map((source) => ({
  source,
  type: '*',
  inBatches: true,
  handle: writeEntries,
}));

async function writeEntries(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
  const told = events
    .filter(({ type }) => type === 'row.changed')
    .flatMap(({ payload }) => (payload as RowChange).searched ?? []);
  // What was told of a row last is what counts.
  const latest = [...new Map(told.map((one) => [one.row, one])).values()];
  const gone = latest.filter(({ node }) => !node).map(({ row }) => row);
  const entries = latest.flatMap(({ row, node }) => (node ? entryOf(row, node) : []));
  if (gone.length > 0) await tx.query('delete from search_entry where row_id = any($1::uuid[])', [gone]);
  if (entries.length === 0) return;
  await tx.query(
    `insert into search_entry (row_id, node_type, node_id, title, letters, words, owner_id, team_id)
     select "row", type, id, title, letters, words, owner, team
     from jsonb_to_recordset($1::jsonb) as e ("row" uuid, type text, id uuid, title text, letters text, words tsvector, owner uuid, team uuid)
     on conflict (organization_id, row_id) do update set node_type = excluded.node_type, node_id = excluded.node_id,
       title = excluded.title, letters = excluded.letters, words = excluded.words,
       owner_id = excluded.owner_id, team_id = excluded.team_id`,
    [JSON.stringify(entries)],
  );
}
