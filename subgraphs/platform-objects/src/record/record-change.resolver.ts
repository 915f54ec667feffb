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
import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import { ObjectRecord } from './record.entity.js';
import { recordById } from './record.loaders.js';
import { type WatchedRecords, watchRecords } from './watch-records.js';

const RecordChange = changeTypeOf('Record', 'record', () => ObjectRecord);

@Resolver()
export class RecordChangeResolver {
  @Subscription(() => RecordChange, {
    description: describeWatch('Each change of records'),
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
    @AfterArg() _after: string | null | undefined,
    @Ctx() request: Request,
  ): object {
    return { ...change, record: () => recordById(request).load(change.id) };
  }
}
