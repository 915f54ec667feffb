import {
  type Connection,
  ConnectionSize,
  type Id,
  IdArg,
  type ListArgs,
  Needs,
  type Request,
  referenceTo,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Person } from '../foreign/person.js';
import { addSegmentMembers, removeSegmentMembers } from './change-members.js';
import { createSegment } from './create-segment.js';
import { Segment } from './segment.entity.js';
import {
  AddSegmentMembersInput,
  AddSegmentMembersPayload,
  CreateSegmentInput,
  CreateSegmentPayload,
  RemoveSegmentMembersInput,
  RemoveSegmentMembersPayload,
} from './segment.inputs.js';
import { memberCountOf, segmentById, segmentMembers, segments } from './segment.loaders.js';
import { SegmentMember } from './segment-member.entity.js';

@Resolver(() => Segment)
export class SegmentResolver {
  @Query(() => Segment, { nullable: true, description: 'A segment by its id.' })
  segment(
    @IdArg('Segment', 'id', { description: 'Its id.' }) id: Id<'Segment'>,
    @Ctx() request: Request,
  ): Promise<Segment | null> {
    return segmentById(request).load(id);
  }

  @Query(() => segments.Connection, { description: 'The segments of the organization.' })
  @ConnectionSize()
  segments(@Args(() => segments.Args) args: ListArgs, @Ctx() request: Request): Promise<Connection<Segment>> {
    return segments.list(request, args);
  }

  @Needs()
  @FieldResolver(() => Int, { description: 'How many are in it; counted when selected.' })
  async memberCount(@Root() segment: Segment, @Ctx() request: Request): Promise<number> {
    return (await memberCountOf(request).load(segment.id))?.count ?? 0;
  }

  @Needs()
  @FieldResolver(() => segmentMembers.Connection, { description: 'Who is in it.' })
  @ConnectionSize()
  members(
    @Root() segment: Segment,
    @Args(() => segmentMembers.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<SegmentMember>> {
    return segmentMembers.listOf(request, 'segmentId', segment.id, args);
  }

  @Mutation(() => CreateSegmentPayload, { description: 'Makes a segment.' })
  createSegment(
    @Arg('input', () => CreateSegmentInput, { description: 'The segment.' }) input: CreateSegmentInput,
    @Ctx() request: Request,
  ): Promise<CreateSegmentPayload> {
    return request.mutate(CreateSegmentPayload, async (tx) => ({ segment: await createSegment(tx, input) }));
  }

  @Mutation(() => AddSegmentMembersPayload, {
    description: 'Puts people into a segment; doing it again changes nothing.',
  })
  addSegmentMembers(
    @Arg('input', () => AddSegmentMembersInput, { description: 'Whom, and where.' })
    input: AddSegmentMembersInput,
    @Ctx() request: Request,
  ): Promise<AddSegmentMembersPayload> {
    return request.mutate(AddSegmentMembersPayload, async (tx) => ({
      segment: await addSegmentMembers(tx, input),
    }));
  }

  @Mutation(() => RemoveSegmentMembersPayload, {
    description: 'Takes people out of a segment; doing it again changes nothing.',
  })
  removeSegmentMembers(
    @Arg('input', () => RemoveSegmentMembersInput, { description: 'Whom, and where.' })
    input: RemoveSegmentMembersInput,
    @Ctx() request: Request,
  ): Promise<RemoveSegmentMembersPayload> {
    return request.mutate(RemoveSegmentMembersPayload, async (tx) => ({
      segment: await removeSegmentMembers(tx, input),
    }));
  }
}

@Resolver(() => SegmentMember)
export class SegmentMemberResolver {
  @Needs('personId')
  @FieldResolver(() => Person, { nullable: true, description: 'Who it is.' })
  person(@Root() member: SegmentMember, @Ctx() request: Request): Promise<Person | null> {
    return referenceTo(request, member.personId);
  }

  @Needs('segmentId')
  @FieldResolver(() => Segment, { nullable: true, description: 'The segment that they are in.' })
  segment(@Root() member: SegmentMember, @Ctx() request: Request): Promise<Segment | null> {
    return segmentById(request).load(member.segmentId);
  }
}
