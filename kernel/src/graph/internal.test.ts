// It brings the metadata API that TypeGraphQL wants.
import 'typeorm';
import { graphql } from 'graphql';
import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import type { Actor } from '../access/actor.js';
import type { Request } from '../request/request.js';
import { federate } from '../subgraph/federate.js';
import { clientScopes, gatewayActor, Internal } from './internal.js';
import { DateTime } from './scalars.js';

@Internal()
@ObjectType({ description: 'What gateways are told.' })
class Told {
  @Field(() => Boolean, { description: 'Whether somebody asks.' })
  isAsking!: boolean;

  @Field(() => DateTime, { description: 'When it was told.' })
  at!: Date;
}

@Resolver()
class InternalResolver {
  @Query(() => Boolean, { description: 'Anybody may ask this.' })
  open(): boolean {
    return true;
  }

  @Internal()
  @Query(() => Told, { nullable: true, description: 'Gateways alone may ask this.' })
  told(@Ctx() { actor }: Request): Told {
    return { isAsking: actor !== null, at: new Date() };
  }
}

const { schema, sdl } = federate([InternalResolver], [], []);
const owner: Actor = { userId: 'u', organizationId: 'o', role: 'OWNER', scopes: ['organization:create'] };
const ask = async (source: string, actor: Actor) =>
  JSON.parse(JSON.stringify(await graphql({ schema, source, contextValue: { actor } })));

test('an internal field and its type are marked as inaccessible, and nothing else is', () => {
  const marked = sdl.split('\n').filter((line) => line.includes('@inaccessible') && !line.includes('@link'));
  expect(marked.map((line) => line.trim())).toEqual([
    'told: Told @inaccessible',
    'type Told @inaccessible {',
  ]);
});

test('it answers gateways, and nobody else however mighty', async () => {
  expect(await ask('{ told { isAsking } }', gatewayActor)).toEqual({ data: { told: { isAsking: true } } });
  expect(await ask('{ open told { isAsking } }', owner)).toMatchObject({
    data: { open: true, told: null },
    errors: [{ path: ['told'], extensions: { code: 'FORBIDDEN' } }],
  });
});

test('no token makes its holder a gateway', () => {
  expect(clientScopes([...gatewayActor.scopes, 'organization:create'])).toEqual(['organization:create']);
});
