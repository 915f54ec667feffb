import type { Subgraph } from '@kith/kernel';
import type pg from 'pg';
import { subgraphs } from '../../src/subgraphs.js';

/** The events of a source at the positions that their changes gave them. */
const placed = (schema: string) => `
  select c.organization_id, c.id as change_id, o.id, o.type, o.subject_id, o.payload,
    c.first_position - 1 + row_number() over (partition by c.organization_id, c.id order by o.id) as position
  from ${schema}.change c join ${schema}.outbox o on (o.organization_id, o.change_id) = (c.organization_id, c.id)`;

type Row = Record<string, unknown>;

async function rows(client: pg.Client, text: string): Promise<Row[]> {
  return (await client.query(text)).rows;
}

/** Whether each subgraph has handled all that the others have said so far. */
export async function isThrough(client: pg.Client): Promise<boolean> {
  for (const source of subgraphs) {
    const isTold = (consumer: Subgraph) =>
      consumer !== source || consumer.handlers?.some((handler) => handler.source === source.name);
    for (const consumer of subgraphs.filter(isTold)) {
      const behind = await rows(
        client,
        `select from ${source.databaseSchema}.outbox_position p
           left join ${consumer.databaseSchema}.inbox i on i.organization_id = p.organization_id and i.source = '${source.name}'
         where p.position > coalesce(i.position, 0) limit 1`,
      );
      if (behind.length > 0) return false;
    }
  }
  return true;
}

/** Whether all that listen to identity have heard of a change of a company. */
export async function isHeard(client: pg.Client, companyId: string): Promise<boolean> {
  const heard = subgraphs
    .filter(({ name }) => name !== 'identity')
    .map(({ databaseSchema }) => `exists (select from ${databaseSchema}.heard where event_id = o.id)`);
  const found = await rows(
    client,
    `select from identity.outbox o where subject_id = '${companyId}' and ${heard.join(' and ')}`,
  );
  return found.length > 0;
}

/** Changes whose positions do not follow those of the change before, or that have other events than positions. */
export async function gaps(client: pg.Client): Promise<Row[]> {
  const found: Row[] = [];
  for (const { name, databaseSchema: schema } of subgraphs)
    found.push(
      ...(await rows(
        client,
        `with ordered as (
           select *, lag(last_position, 1, 0::bigint) over (partition by organization_id order by first_position) as before
           from ${schema}.change
         )
         select '${name}' as source, c.id, c.first_position, c.last_position, c.before from ordered c
         where first_position <> before + 1 or last_position - first_position + 1 <>
           (select count(*) from ${schema}.outbox o where (o.organization_id, o.change_id) = (c.organization_id, c.id))
         union all
         select '${name}', o.id, null, null, null from ${schema}.outbox o
         where not exists (select from ${schema}.change c where (c.organization_id, c.id) = (o.organization_id, o.change_id))
         union all
         select '${name}', p.organization_id, null, null, p.position from ${schema}.outbox_position p
         where position <> (select max(last_position) from ${schema}.change c where c.organization_id = p.organization_id)`,
      )),
    );
  return found;
}

/** What a consumer has not heard exactly once and in its place, of all that a source said. */
export async function misheard(client: pg.Client): Promise<Row[]> {
  const found: Row[] = [];
  for (const source of subgraphs)
    for (const consumer of subgraphs.filter((one) => one !== source))
      found.push(
        ...(await rows(
          client,
          `with said as (${placed(source.databaseSchema)}), heard as (
             select *, row_number() over (partition by organization_id order by place) as turn
             from ${consumer.databaseSchema}.heard where source = '${source.name}'
           )
           select '${source.name}' as source, '${consumer.name}' as consumer, said.position as said, heard.position as heard, heard.turn
           from said full join heard on heard.organization_id = said.organization_id and heard.event_id = said.id
           where heard.position is distinct from said.position or heard.turn is distinct from said.position
           order by 3, 4 limit 5`,
        )),
      );
  return found;
}

/** Events that are not exactly once in the log or the audit of platform-objects, and positions of the log that are missing. */
export async function unlogged(client: pg.Client): Promise<Row[]> {
  const found = await rows(
    client,
    `select 'log' as where, position, turn from (
       select position, row_number() over (partition by organization_id order by position) as turn from platform_objects.event_log
     ) log where position <> turn
     union all
     select 'end of log', p.position, (select count(*) from platform_objects.event_log l where l.organization_id = p.organization_id)
     from platform_objects.event_log_position p
     where p.position <> (select count(*) from platform_objects.event_log l where l.organization_id = p.organization_id)`,
  );
  for (const { name, databaseSchema } of subgraphs)
    found.push(
      ...(await rows(
        client,
        `with said as (${placed(databaseSchema)}), kept as (
           select organization_id, id, source_position as position, false as is_row from platform_objects.event_log where source = '${name}'
           union all
           select organization_id, id, source_position, true from platform_objects.audit_entry where source = '${name}'
         )
         select '${name}' as where, said.position as said, kept.position as kept
         from said full join kept on kept.organization_id = said.organization_id and kept.id = said.id
           and kept.position = said.position and kept.is_row = (said.type = 'row.changed')
         where said.id is null or kept.id is null order by 2, 3 limit 5`,
      )),
    );
  return found;
}

/** Counters whose events do not tell of each number once and in order, or whose history has not a version for each. */
export function miscounted(client: pg.Client): Promise<Row[]> {
  return rows(
    client,
    `with told as (
       select organization_id, subject_id as id, array_agg((payload -> 'after' ->> 'name')::int order by position) as numbers
       from (${placed('identity')}) said
       where type = 'row.changed' and payload ->> 'table' = 'company' and payload -> 'after' ->> 'name' ~ '^[0-9]+$'
       group by 1, 2
     )
     select c.id, c.name, told.numbers[1:5] as numbers
     from identity.company c left join told using (organization_id, id)
     where c.name ~ '^[0-9]+$' and (
       told.numbers is distinct from array(select n from generate_series(0, c.name::int) n)
       or c.name::int <> (select count(*) from identity.company_history h where (h.organization_id, h.id) = (c.organization_id, c.id)))`,
  );
}

/** People without exactly one event of their creation, and such events without a person. */
export function unannounced(client: pg.Client): Promise<Row[]> {
  return rows(
    client,
    `select p.id, e.subject_id, count(e.id)::int as events
     from identity.person p full join (select * from identity.outbox where type = 'person.created') e
       on (e.organization_id, e.subject_id) = (p.organization_id, p.id)
     group by 1, 2 having p.id is null or count(e.id) <> 1`,
  );
}

export async function deadLetters(client: pg.Client): Promise<Row[]> {
  const found = subgraphs.map(
    ({ name, databaseSchema }) =>
      `select '${name}' as consumer, source, type, error from ${databaseSchema}.dead_letter`,
  );
  return rows(client, found.join(' union all '));
}
