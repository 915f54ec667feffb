import { type Connection, ConnectionSize, isLeft, PageArgs, type Request } from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { May } from '../policy.js';
import { recordById } from '../record/record.loaders.js';
import { findHits } from './find-hits.js';
import { SearchHit, SearchResult, SearchType, searchable, searchHits } from './search-hit.js';

@Resolver(() => SearchHit)
export class SearchResolver {
  @Query(() => searchHits.Connection, {
    description:
      'Finds things by words, beginnings of words and words with typos, the best first, at most 1,000. What was written a moment ago is found a moment later.',
  })
  @May('search:read')
  @ConnectionSize()
  search(
    @Arg('query', () => String, {
      description: 'What to look for, all of its words; at most 200 characters.',
    })
    query: string,
    @Arg('types', () => [SearchType], { nullable: true, description: 'Only these; all unless said.' })
    types: SearchType[] | null | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() request: Request,
  ): Promise<Connection<SearchHit>> {
    request.requirePresent('search');
    // What a key may not read, it does not find.
    const wanted = (types ?? Object.values(SearchType)).filter((type) =>
      isLeft(request.actor.narrowedTo, `${type.toLowerCase()}:read`),
    );
    return findHits(request, query, wanted, args);
  }

  @FieldResolver(() => SearchResult, {
    nullable: true,
    description: 'What was found; null when it is gone, or not for whoever asks.',
  })
  async node(@Root() { type, id }: SearchHit, @Ctx() request: Request): Promise<object | null> {
    if (type === SearchType.RECORD) return recordById(request).load(id);
    return Object.assign(new searchable[type](), { id });
  }
}
