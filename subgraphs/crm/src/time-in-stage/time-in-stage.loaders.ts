import { type Id, rowLoader, rowsLoader } from '@kith/kernel';
import type { StageDuration, TimeInStage } from './time-in-stage.entity.js';

/**
 * Where deals were, when they came there and when they left it: one row for each version of a deal, as of the instant
 * that is asked for. What holds comes from the table, which knows what was under way at that instant; what has ended,
 * from its history.
 */
const stays = (deals: string) => `
  with version as (
    select distinct on (id, valid_from) id, stage_id, valid_from
    from (
      select id, stage_id, valid_from, 0 as place from deal where ${deals}
      union all
      select id, stage_id, valid_from, 1 from deal_history
      where ${deals} and valid_from < coalesce(asked_instant(), 'infinity')
    ) as known order by id, valid_from, place
  ), stay as (
    select id, stage_id, valid_from,
      lead(valid_from) over deal as left_at, lag(stage_id) over deal is distinct from stage_id as is_visit
    from version window deal as (partition by id order by valid_from)
  ), time_in_stage as (
    select id, stage_id, bool_or(left_at is null) as is_present, count(*) filter (where is_visit)::integer as visits,
      sum(extract(epoch from coalesce(left_at, asked_instant(), now()) - valid_from)) as seconds
    from stay group by id, stage_id
  )`;

/** How long deals were in each of the stages that they have been in, in the order in which they came there. */
export const timeInStagesOf = rowsLoader(
  (snapshot, deals: readonly Id<'Deal'>[]) =>
    snapshot.query<TimeInStage>(
      `${stays('id = any($1::uuid[])')}
       select t.id as "dealId", t.stage_id as "stageId", round(t.seconds)::integer as seconds, t.visits, t.is_present as "isPresent"
       from time_in_stage t
       order by t.id, (select min(s.valid_from) from stay s where s.id = t.id and s.stage_id = t.stage_id)`,
      [deals],
    ),
  ({ dealId }) => dealId,
);

/** How long deals were in a stage, of all that have ever been there. */
export const durationOf = rowLoader(
  (snapshot, stages: readonly Id<'Stage'>[]) =>
    snapshot.query<StageDuration>(
      `${stays(`id in (
         select d.id from deal d where d.stage_id = any($1::uuid[])
         union select h.id from deal_history h where h.stage_id = any($1::uuid[]))`)}
       select stage_id as "stageId", count(*)::integer as deals, round(avg(seconds))::integer as "averageSeconds",
         round(percentile_cont(0.5) within group (order by seconds))::integer as "medianSeconds"
       from time_in_stage where stage_id = any($1::uuid[]) group by stage_id`,
      [stages],
    ),
  ({ stageId }) => stageId,
);
