import { isDeepStrictEqual } from 'node:util';
import { type Id, noteUpdated, type Tx, type Uuid } from '@kith/kernel';
import { leadScore } from './lead-score.js';
import { Person } from './person.entity.js';
import { stageReached } from './stage-reached.js';

/** What of a person follows from what happened elsewhere. */
export type Figures = Pick<
  Person,
  | 'leadStatus'
  | 'orderCount'
  | 'activityCount'
  | 'customerValueUnits'
  | 'lastActivityAt'
  | 'leadScore'
  | 'lifecycleStage'
>;

/** What a person's figures become by an event. */
export type FiguresChange = (figures: Figures) => Partial<Figures>;

/**
 * Lets events change the figures of whom they speak of, one after the other, and computes score and stage anew: two
 * statements, however many events there are. People who are not there are left out. Versions stay as they are, because
 * nobody edits figures, and whoever edits a person meanwhile has seen all that they change.
 */
export async function changeFigures<Told extends { readonly personId: Uuid | null }>(
  tx: Tx,
  events: readonly Told[],
  changeOf: (event: Told) => FiguresChange,
): Promise<void> {
  const byPerson = Map.groupBy(events, ({ personId }) => personId);
  byPerson.delete(null);
  if (byPerson.size === 0) return;
  const people = await lockFigures(tx, [...byPerson.keys()]);
  const changed = people.flatMap(({ id, ...before }) => {
    const figures: Figures = { ...before };
    for (const event of byPerson.get(id) ?? []) Object.assign(figures, changeOf(event)(figures));
    Object.assign(figures, { leadScore: leadScore(figures), lifecycleStage: stageReached(figures) });
    return isDeepStrictEqual(figures, before) ? [] : [{ id, before, figures }];
  });
  await writeFigures(
    tx,
    changed.map(({ id, figures }) => ({ id, ...figures })),
  );
  for (const { id, before, figures } of changed) noteUpdated(tx, Person, { id }, differing(before, figures));
}

type Row = Figures & { readonly id: Id<'Person'> };

/** In the order of their ids, so that whoever locks the same people waits and does not deadlock. */
function lockFigures(tx: Tx, people: readonly (Uuid | null)[]): Promise<Row[]> {
  return tx.query<Row>(
    `select id, lead_status as "leadStatus", order_count as "orderCount", activity_count as "activityCount",
       customer_value_units as "customerValueUnits", last_activity_at as "lastActivityAt", lead_score as "leadScore",
       lifecycle_stage as "lifecycleStage"
     from person where id = any($1::uuid[]) order by id for update`,
    [people],
  );
}

async function writeFigures(tx: Tx, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `update person p set lead_status = f."leadStatus", order_count = f."orderCount", activity_count = f."activityCount",
       customer_value_units = f."customerValueUnits", last_activity_at = f."lastActivityAt", lead_score = f."leadScore",
       lifecycle_stage = f."lifecycleStage", updated_at = now()
     from jsonb_to_recordset($1::jsonb) as f(id uuid, "leadStatus" text, "orderCount" integer, "activityCount" integer,
       "customerValueUnits" bigint, "lastActivityAt" timestamptz, "leadScore" integer, "lifecycleStage" text)
     where p.id = f.id`,
    [JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value))],
  );
}

function differing(before: Figures, after: Figures): Partial<Figures> {
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => !isDeepStrictEqual(value, before[name as keyof Figures])),
  );
}
