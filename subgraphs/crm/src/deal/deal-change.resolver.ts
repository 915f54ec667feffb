import {
  AfterArg,
  changeTypeOf,
  describeWatch,
  type Feed,
  type Id,
  IdArg,
  type NodeDelivery,
  type Request,
} from '@kith/kernel';
import { Ctx, Resolver, Root, Subscription } from 'type-graphql';
import { Deal } from './deal.entity.js';
import { dealById } from './deal.loaders.js';
import { type WatchedDeals, watchDeals } from './watch-deals.js';

const DealChange = changeTypeOf('Deal', 'deal', () => Deal);

@Resolver()
export class DealChangeResolver {
  @Subscription(() => DealChange, {
    description: describeWatch('Each change of deals'),
    subscribe: ({ args, context }) => watchDeals(context as Feed, args as WatchedDeals),
  })
  dealChanged(
    @Root() change: NodeDelivery,
    @IdArg('Deal', 'id', { nullable: true, description: 'Only this deal.' })
    _id: Id<'Deal'> | null | undefined,
    @IdArg('Pipeline', 'pipelineId', { nullable: true, description: 'Only deals of this pipeline.' })
    _pipelineId: Id<'Pipeline'> | null | undefined,
    @AfterArg() _after: string | null | undefined,
    @Ctx() request: Request,
  ): object {
    return { ...change, deal: () => dealById(request).load(change.id) };
  }
}
