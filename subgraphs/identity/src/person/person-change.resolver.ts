import {
  AfterArg,
  changeTypeOf,
  describeWatch,
  type Feed,
  followChanges,
  type Id,
  IdArg,
  type NodeDelivery,
  type Request,
} from '@kith/kernel';
import { Ctx, Resolver, Root, Subscription } from 'type-graphql';
import { Person } from './person.entity.js';
import { personById } from './person.loaders.js';

const PersonChange = changeTypeOf('Person', 'person', () => Person);

@Resolver()
export class PersonChangeResolver {
  @Subscription(() => PersonChange, {
    description: describeWatch('Each change of people, of one or of all'),
    subscribe: ({ args, context }) =>
      followChanges(context as Feed, { ...args, typeName: 'Person', table: 'person' }),
  })
  personChanged(
    @Root() change: NodeDelivery,
    @IdArg('Person', 'id', {
      nullable: true,
      description: 'Only this person, also after they were merged into another.',
    })
    _id: Id<'Person'> | null | undefined,
    @AfterArg() _after: string | null | undefined,
    @Ctx() request: Request,
  ): object {
    return { ...change, person: () => personById(request).load(change.id) };
  }
}
