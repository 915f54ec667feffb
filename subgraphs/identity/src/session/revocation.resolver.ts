import { DateTime, type Delivery, type Feed, Internal, type Uuid } from '@kith/kernel';
import { Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import { followRevocations } from './follow-revocations.js';

@Internal()
@ObjectType({ description: 'What gateways no longer believe.', simpleResolvers: true })
export class Revocation implements Delivery {
  cursor!: string;
  position!: number;

  @Field(() => String, { description: 'SESSION, USER, MEMBERSHIP (of a user in an organization) or KEY.' })
  kind!: string;

  @Field(() => ID, { description: 'The UUID of the session, the key or the user.' })
  id!: Uuid;

  @Field(() => ID, { nullable: true, description: 'Of a membership: the UUID of the organization.' })
  organizationId!: Uuid | null;

  @Field(() => DateTime, { description: 'What was issued later holds.' })
  at!: Date;
}

@Resolver(() => Revocation)
export class RevocationResolver {
  @Internal()
  @Subscription(() => Revocation, {
    description: 'What was revoked within the life of an access token, and what is from now on.',
    subscribe: ({ context }) => followRevocations(context as Feed),
  })
  revocations(@Root() revocation: Revocation): Revocation {
    return revocation;
  }
}
