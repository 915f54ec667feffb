import { BoundedList, Needs, type Request, RequestError } from '@kith/kernel';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Person } from '../person/person.entity.js';
import { personById } from '../person/person.loaders.js';
import { DuplicateCandidate } from './duplicate-candidate.js';
import { allDuplicates, duplicatesOf, type Likeness } from './duplicates.loaders.js';

const mostCandidates = 100;
const firstOption = { defaultValue: 20, description: `How many; at most ${mostCandidates}.` };

@Resolver(() => Person)
export class PersonDuplicatesResolver {
  @Needs()
  @FieldResolver(() => [DuplicateCandidate], {
    description: 'Who may be the same person, the most alike first. Its past is not kept.',
  })
  @BoundedList(mostCandidates)
  async duplicateCandidates(
    @Root() person: Person,
    @Arg('first', () => Int, firstOption) first: number,
    @Ctx() request: Request,
  ): Promise<DuplicateCandidate[]> {
    requireCandidates(request, first);
    return candidates(request, (await duplicatesOf(request).load(person.id)).slice(0, first));
  }
}

@Resolver()
export class DuplicateResolver {
  @Query(() => [DuplicateCandidate], {
    description: 'People of the organization who may be one: a list to work off. Its past is not kept.',
  })
  @BoundedList(mostCandidates)
  async duplicateCandidates(
    @Arg('first', () => Int, firstOption) first: number,
    @Ctx() request: Request,
  ): Promise<DuplicateCandidate[]> {
    requireCandidates(request, first);
    return candidates(request, await allDuplicates(request, first));
  }
}

function requireCandidates(request: Request, first: number): void {
  request.requirePresent('duplicateCandidates');
  if (first < 0 || first > mostCandidates)
    throw new RequestError('BAD_USER_INPUT', `first must be between 0 and ${mostCandidates}`);
}

async function candidates(request: Request, likenesses: readonly Likeness[]): Promise<DuplicateCandidate[]> {
  const found = await Promise.all(
    likenesses.map(async ({ person, other, reasons }) => ({
      person: await personById(request).load(person),
      other: await personById(request).load(other),
      reasons,
    })),
  );
  return found.filter((candidate): candidate is DuplicateCandidate =>
    Boolean(candidate.person && candidate.other),
  );
}
