import {
  deleteRow,
  heldByConstraints,
  insertRow,
  lockRow,
  requireText,
  type Tx,
  userError,
} from '@kith/kernel';
import { authorize } from '../policy.js';
import { Pipeline, Stage } from './pipeline.entity.js';
import type { CreatePipelineInput, DeleteStageInput } from './pipeline.inputs.js';

export async function createPipeline(tx: Tx, { name, stages }: CreatePipelineInput): Promise<Pipeline> {
  authorize(tx.actor, 'pipeline:write');
  if (stages.length === 0) throw userError('REQUIRED', 'A pipeline has at least one stage', ['stages']);
  const pipeline = await heldByConstraints(
    tx,
    { pipeline_name: ['UNIQUE', `There is a pipeline called ${name}`, ['name']] },
    () => insertRow<Pipeline>(tx, Pipeline, { name: requireText(name, 'name') }),
  );
  for (const [position, stage] of stages.entries()) {
    if (!stage.name.trim()) throw userError('REQUIRED', 'A stage has a name', ['stages', position, 'name']);
    await insertRow<Stage>(tx, Stage, {
      name: stage.name.trim(),
      kind: stage.kind,
      position,
      pipelineId: pipeline.id,
    });
  }
  return pipeline;
}

export async function deleteStage(tx: Tx, { id }: DeleteStageInput): Promise<Pipeline> {
  authorize(tx.actor, 'pipeline:write');
  const stage = await lockRow(tx, Stage, id);
  const occupied = `There are deals in ${stage.name}; move them first`;
  await heldByConstraints(tx, { deal_stage: ['STATE_TRANSITION_NOT_ALLOWED', occupied, ['id']] }, () =>
    deleteRow(tx, Stage, stage),
  );
  return tx.manager.findOneByOrFail(Pipeline, { id: stage.pipelineId });
}
