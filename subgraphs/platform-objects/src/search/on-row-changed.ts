import type { DomainEvent, Handler, Tx } from '@kith/kernel';
import type { EverySubgraphEvents } from '@kith/schema/events/every-subgraph';
import { sources } from '../log/on-anything-happened.js';

type RowChange = EverySubgraphEvents['row.changed']['payload'];

/** It takes every event, so that batches are not parted where other events stand between changes of rows. */
export const onRowChanged: readonly Handler[] = sources.map((source) => ({
  source,
  type: '*',
  inBatches: true,
  handle: noteWords,
}));

async function noteWords(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
  const told = events
    .filter(({ type }) => type === 'row.changed')
    .flatMap(({ payload }) => (payload as RowChange).searched ?? []);
  if (told.length === 0) return;
  // What was told of a row last is what counts.
  const latest = [...new Map(told.map((one) => [one.row, one])).values()];
  const found = latest.filter(({ node }) => node);
  const gone = latest.filter(({ node }) => !node).map(({ row }) => row);
  if (gone.length > 0) await tx.query('delete from search_entry where row_id = any($1::uuid[])', [gone]);
  if (found.length === 0) return;
  await tx.query(
    `insert into search_entry (row_id, node_type, node_id, title, texts)
     select "row", (node ->> 'type'), (node ->> 'id')::uuid, node ->> 'title',
       array(select jsonb_array_elements_text(node -> 'texts'))
     from jsonb_to_recordset($1::jsonb) as e ("row" uuid, node jsonb)
     on conflict (organization_id, row_id) do update
       set node_type = excluded.node_type, node_id = excluded.node_id, title = excluded.title, texts = excluded.texts`,
    [JSON.stringify(found)],
  );
}
