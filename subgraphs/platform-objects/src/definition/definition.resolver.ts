import { type Connection, ConnectionSize, type ListArgs, type Request, theOneOf } from '@kith/kernel';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { May } from '../policy.js';
import { ObjectDefinition } from './definition.entity.js';
import {
  EnsureObjectDefinitionInput,
  EnsureObjectDefinitionPayload,
  ObjectDefinitionBy,
  UpdateObjectDefinitionInput,
  UpdateObjectDefinitionPayload,
} from './definition.inputs.js';
import { definitionById, objectDefinitions } from './definition.loaders.js';
import { definitionNamed } from './definition-named.js';
import { ensureObjectDefinition, updateObjectDefinition } from './write-definition.js';

@Resolver(() => ObjectDefinition)
export class ObjectDefinitionResolver {
  @Query(() => ObjectDefinition, { nullable: true, description: 'A definition, by one of several keys.' })
  objectDefinition(
    @Arg('by', () => ObjectDefinitionBy, { description: 'Exactly one key.' }) by: ObjectDefinitionBy,
    @Ctx() request: Request,
  ): Promise<ObjectDefinition | null> {
    const [key, value] = theOneOf(by);
    return key === 'id' ? definitionById(request).load(value) : definitionNamed(request.snapshot, value);
  }

  @Query(() => objectDefinitions.Connection, { description: 'What the organization has defined.' })
  @ConnectionSize()
  objectDefinitions(
    @Args(() => objectDefinitions.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<ObjectDefinition>> {
    return objectDefinitions.list(request, args);
  }

  @Mutation(() => EnsureObjectDefinitionPayload, {
    description: 'Makes a definition what it should be. For admins.',
  })
  @May('definition:write')
  ensureObjectDefinition(
    @Arg('input', () => EnsureObjectDefinitionInput, { description: 'The definition.' })
    input: EnsureObjectDefinitionInput,
    @Ctx() request: Request,
  ): Promise<EnsureObjectDefinitionPayload> {
    return request.mutate(EnsureObjectDefinitionPayload, async (tx) => ({
      objectDefinition: await ensureObjectDefinition(tx, input),
    }));
  }

  @Mutation(() => UpdateObjectDefinitionPayload, {
    description: 'Switches a definition on or off. For admins.',
  })
  @May('definition:write')
  updateObjectDefinition(
    @Arg('input', () => UpdateObjectDefinitionInput, { description: 'What to change.' })
    input: UpdateObjectDefinitionInput,
    @Ctx() request: Request,
  ): Promise<UpdateObjectDefinitionPayload> {
    return request.mutate(UpdateObjectDefinitionPayload, async (tx) => ({
      objectDefinition: await updateObjectDefinition(tx, input),
    }));
  }
}
