import type { RequestOrigin, SubgraphEndpoint } from '@kith/kernel';
import { GraphQLError } from 'graphql';

export interface ExplainArgs {
  readonly entity: string;
  readonly action: string;
}

const query = `query ($entity: ID!, $action: String!) {
  explanation: accessOf(entity: $entity, action: $action) { isAllowed ground rule reason }
}`;

/** Asks the owner of a thing, in the name of who asks, whether they may do something with it. */
export async function explainAccess(
  owner: SubgraphEndpoint,
  { entity, action }: ExplainArgs,
  origin: RequestOrigin,
): Promise<unknown> {
  const { data, errors } = await owner.execute({ query, variables: { entity, action } }, origin);
  const [error] = errors ?? [];
  if (error) throw new GraphQLError(error.message, { extensions: error.extensions });
  return data?.['explanation'];
}
