import { type Feed, followChanges, type Id, type NodeDelivery, type Request } from '@kith/kernel';
import { dealById } from './deal.loaders.js';

export interface WatchedDeals {
  readonly id?: Id<'Deal'> | null;
  readonly pipelineId?: Id<'Pipeline'> | null;
  readonly after?: string | null;
}

/** The changes of deals behind a cursor, and those that come. */
export function watchDeals(feed: Feed, { id, pipelineId, after }: WatchedDeals) {
  const isInPipeline = async (change: NodeDelivery, request: Request) => {
    const deal = await dealById(request).load(change.id);
    return (deal?.pipelineId ?? change.before?.['pipeline_id']) === pipelineId;
  };
  return followChanges(feed, {
    typeName: 'Deal',
    table: 'deal',
    id,
    after,
    wants: pipelineId ? isInPipeline : null,
  });
}
