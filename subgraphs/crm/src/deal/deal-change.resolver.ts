import { changeTypeOf, type Feed, type Id, IdArg, type NodeDelivery, type Request } from '@kith/kernel';
import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import { Deal } from './deal.entity.js';
import { dealById } from './deal.loaders.js';
import { type WatchedDeals, watchDeals } from './watch-deals.js';

const DealChange = changeTypeOf('Deal', 'deal', () => Deal);

@Resolver()
export class DealChangeResolver {
  @Subscription(() => DealChange, {
    description:
      'Each change of deals, as it is committed; what was missed is sent first to whoever gives the last cursor that they saw. Ends with `CURSOR_EXPIRED` when changes after it were removed.',
    subscribe: ({ args, context }) => watchDeals(context as Feed, args as WatchedDeals),
  })
  dealChanged(
    @Root() change: NodeDelivery,
    @IdArg('Deal', 'id', { nullable: true, description: 'Only this deal.' })
    _id: Id<'Deal'> | null | undefined,
    @IdArg('Pipeline', 'pipelineId', { nullable: true, description: 'Only deals of this pipeline.' })
    _pipelineId: Id<'Pipeline'> | null | undefined,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Begin behind this cursor, and not with what happens from now on.',
    })
    _after: string | null | undefined,
    @Ctx() request: Request,
  ): object {
    return { ...change, deal: () => dealById(request).load(change.id) };
  }
}
