import { Direction, entityLoader, filterable, hydrate, type Id, listing, rowsLoader } from '@kith/kernel';
import { Pipeline, Stage } from './pipeline.entity.js';

export const pipelineById = entityLoader(Pipeline);
export const stageById = entityLoader(Stage);

export const pipelines = listing(Pipeline, {
  name: 'Pipeline',
  filter: { name: filterable.text() },
  orderBy: ['name', 'createdAt'],
  defaultOrder: [{ field: 'name', direction: Direction.ASC }],
});

export const stagesOf = rowsLoader(
  async (snapshot, pipelineIds: readonly Id[]) => {
    const rows = await snapshot.query<Stage>(
      `select id, version, created_at as "createdAt", updated_at as "updatedAt", pipeline_id as "pipelineId", name, position, kind
       from stage where pipeline_id = any($1::uuid[]) order by pipeline_id, position`,
      [pipelineIds],
    );
    return hydrate(Stage, rows);
  },
  (stage) => stage.pipelineId,
);

/** What lies in each stage: how many deals, and what they come to. */
export interface StageSum {
  readonly stageId: Id;
  readonly dealCount: number;
  readonly amountUnits: bigint;
}

export const sumsOf = rowsLoader(
  async (snapshot, stageIds: readonly Id[]) => {
    // The sum of bigints is a numeric, which may be larger than any bigint.
    const rows = await snapshot.query<Omit<StageSum, 'amountUnits'> & { amount: string }>(
      `select stage_id as "stageId", count(*)::integer as "dealCount", sum(amount_units)::text as amount
       from deal where stage_id = any($1::uuid[]) group by stage_id`,
      [stageIds],
    );
    return rows.map(({ amount, ...sum }): StageSum => ({ ...sum, amountUnits: BigInt(amount) }));
  },
  (sum) => sum.stageId,
);
