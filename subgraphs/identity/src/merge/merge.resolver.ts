import { BoundedList, type Id, IdArg, Needs, type Request } from '@kith/kernel';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Person } from '../person/person.entity.js';
import { personById } from '../person/person.loaders.js';
import { Merge, MergedPerson } from './merge.entity.js';
import {
  MergePeopleInput,
  MergePeoplePayload,
  UnmergePeopleInput,
  UnmergePeoplePayload,
} from './merge.inputs.js';
import { mergeById, mergedPerson, mergesOf } from './merge.loaders.js';
import { mergePeople } from './merge-people.js';
import { unmergePeople } from './unmerge-people.js';

@Resolver(() => Merge)
export class MergeResolver {
  @Query(() => Merge, { nullable: true, description: 'A merge by its id.' })
  merge(
    @IdArg('Merge', 'id', { description: 'Its id.' }) id: Id<'Merge'>,
    @Ctx() request: Request,
  ): Promise<Merge | null> {
    return mergeById(request).load(id);
  }

  @Needs('survivorId')
  @FieldResolver(() => Person, {
    nullable: true,
    description: 'Who is seen; another still when they were merged again.',
  })
  survivor(@Root() merge: Merge, @Ctx() request: Request): Promise<Person | null> {
    return personById(request).load(merge.survivorId);
  }

  @Needs('loserIds')
  @FieldResolver(() => [MergedPerson], { description: 'Who was found to be the survivor.' })
  @BoundedList(100)
  async others(@Root() merge: Merge, @Ctx() request: Request): Promise<MergedPerson[]> {
    const others = await Promise.all(merge.loserIds.map((id) => mergedPerson(request).load(id)));
    return others.filter((other) => other !== null);
  }

  @Mutation(() => MergePeoplePayload, {
    description: 'Finds several people to be one; `unmergePeople` undoes it without a trace.',
  })
  mergePeople(
    @Arg('input', () => MergePeopleInput, { description: 'Who is one with whom.' }) input: MergePeopleInput,
    @Ctx() request: Request,
  ): Promise<MergePeoplePayload> {
    return request.mutate(MergePeoplePayload, (tx) => mergePeople(tx, input));
  }

  @Mutation(() => UnmergePeoplePayload, { description: 'Undoes a merge, also when others came after it.' })
  unmergePeople(
    @Arg('input', () => UnmergePeopleInput, { description: 'Which merge.' }) input: UnmergePeopleInput,
    @Ctx() request: Request,
  ): Promise<UnmergePeoplePayload> {
    return request.mutate(UnmergePeoplePayload, (tx) => unmergePeople(tx, input));
  }
}

@Resolver(() => Person)
export class PersonMergesResolver {
  @Needs()
  @FieldResolver(() => [Merge], {
    description: 'The merges that they are the survivor of, the newest first, also those that were undone.',
  })
  @BoundedList(100)
  merges(@Root() person: Person, @Ctx() request: Request): Promise<Merge[]> {
    return mergesOf(request).load(person.id);
  }
}
