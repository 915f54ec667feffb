import {
  type Connection,
  ConnectionSize,
  type ListArgs,
  Needs,
  type Request,
  referenceTo,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Person } from '../foreign/person.js';
import { LoggedEvent } from '../log/event.entity.js';
import { eventById } from '../log/log.loaders.js';
import { authorize } from '../policy.js';
import { askSubgraphs } from './ask-subgraphs.js';
import { DeadLetter } from './dead-letter.entity.js';
import {
  DiscardDeadLettersInput,
  DiscardDeadLettersPayload,
  RedriveDeadLettersInput,
  RedriveDeadLettersPayload,
} from './dead-letter.inputs.js';
import { deadLetters } from './dead-letter.loaders.js';

@Resolver(() => DeadLetter)
export class DeadLetterResolver {
  @Query(() => deadLetters.Connection, {
    description: 'Events on which subgraphs gave up, the latest first. For admins.',
  })
  @ConnectionSize()
  deadLetters(
    @Args(() => deadLetters.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<DeadLetter>> {
    authorize(request.actor, 'dead_letter:read');
    request.requirePresent('deadLetters');
    return deadLetters.list(request, args);
  }

  @Needs('sourcePosition')
  @FieldResolver(() => String, {
    description:
      "The event's place among the organization's events of its source. A whole number as text, because it outgrows an Int.",
  })
  sourcePosition(@Root() letter: DeadLetter): string {
    return String(letter.sourcePosition);
  }

  @FieldResolver(() => LoggedEvent, {
    nullable: true,
    description: 'The event; null when the log does not have it, as it has no changes of rows.',
  })
  event(@Root() { eventId }: DeadLetter, @Ctx() request: Request): Promise<LoggedEvent | null> {
    return eventById(request).load(eventId);
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Of whom the event speaks.' })
  person(@Root() { personId }: DeadLetter, @Ctx() request: Request): Promise<Person | null> {
    return referenceTo(request, personId);
  }

  @Mutation(() => RedriveDeadLettersPayload, {
    description:
      'Has the subgraphs handle events on which they gave up, after whatever they have handled since. What fails again is buried again.',
  })
  redriveDeadLetters(
    @Arg('input', () => RedriveDeadLettersInput, { description: 'Which.' }) { ids }: RedriveDeadLettersInput,
    @Ctx() request: Request,
  ): Promise<RedriveDeadLettersPayload> {
    return request.mutate(RedriveDeadLettersPayload, async (tx) => ({
      deadLetters: await askSubgraphs(tx, 'dead_letter.redriven', ids),
    }));
  }

  @Mutation(() => DiscardDeadLettersPayload, {
    description: 'Has the subgraphs forget events on which they gave up.',
  })
  discardDeadLetters(
    @Arg('input', () => DiscardDeadLettersInput, { description: 'Which.' }) { ids }: DiscardDeadLettersInput,
    @Ctx() request: Request,
  ): Promise<DiscardDeadLettersPayload> {
    return request.mutate(DiscardDeadLettersPayload, async (tx) => ({
      deadLetters: await askSubgraphs(tx, 'dead_letter.discarded', ids),
    }));
  }
}
