import { changeTypeOf, type Feed, type Id, IdArg, type NodeDelivery, type Request } from '@kith/kernel';
import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import { ObjectRecord } from './record.entity.js';
import { recordById } from './record.loaders.js';
import { type WatchedRecords, watchRecords } from './watch-records.js';

const RecordChange = changeTypeOf('Record', 'record', () => ObjectRecord);

@Resolver()
export class RecordChangeResolver {
  @Subscription(() => RecordChange, {
    description:
      'Each change of records, as it is committed; what was missed is sent first to whoever gives the last cursor that they saw. Ends with `CURSOR_EXPIRED` when changes after it were removed.',
    subscribe: ({ args, context }) => watchRecords(context as Feed, args as WatchedRecords),
  })
  recordChanged(
    @Root() change: NodeDelivery,
    @Arg('definition', () => String, {
      nullable: true,
      description: 'Only records of the definition with this name.',
    })
    _definition: string | null | undefined,
    @IdArg('Record', 'id', { nullable: true, description: 'Only this record.' })
    _id: Id<'Record'> | null | undefined,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Begin behind this cursor, and not with what happens from now on.',
    })
    _after: string | null | undefined,
    @Ctx() request: Request,
  ): object {
    return { ...change, record: () => recordById(request).load(change.id) };
  }
}
