import { randomUUID } from 'node:crypto';
import { encodeId } from '@kith/kernel';
import type { Ask } from '@kith/kernel/testing';

export const newPerson = () => encodeId('Person', randomUUID());
export const newName = () => `Name ${randomUUID()}`;

export const creatingGroup = `mutation ($input: CreateSubscriptionGroupInput!) { createSubscriptionGroup(input: $input) {
  subscriptionGroup { id name isDefault version } userErrors { code path } } }`;
export const subscribing = `mutation ($input: SubscribeInput!) { subscribe(input: $input) { subscriber { id email } userErrors { code path } } }`;
export const unsubscribing = `mutation ($input: UnsubscribeInput!) { unsubscribe(input: $input) { subscriber { id } userErrors { code path } } }`;
export const upserting = `mutation ($input: UpsertSubscribersInput!) { upsertSubscribers(input: $input) {
  results { index subscriber { id email groups { name status consentedAt source } externalIds { system id } } userErrors { code path } } userErrors { code path } } }`;
export const creatingSegment = `mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { segment { id name memberCount } userErrors { code path } } }`;
export const addingMembers = `mutation ($input: AddSegmentMembersInput!) { addSegmentMembers(input: $input) { segment { memberCount } userErrors { code path } } }`;

/** Runs a mutation that must succeed and answers its payload. */
export async function done(ask: Ask, mutation: string, input: object) {
  const { data, errors } = await ask(mutation, { input });
  expect(errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  const [payload] = Object.values(data) as [{ userErrors: unknown[] } & Record<string, any>];
  expect(payload.userErrors).toEqual([]);
  return payload;
}

export async function group(ask: Ask) {
  return (await done(ask, creatingGroup, { name: newName() })).subscriptionGroup as {
    id: string;
    name: string;
  };
}

export async function segment(ask: Ask) {
  return (await done(ask, creatingSegment, { name: newName() })).segment.id as string;
}

/** What the graph tells of people whom another subgraph owns. */
export async function people(ask: Ask, ids: readonly string[], selection: string) {
  const { data, errors } = await ask(
    `query ($people: [_Any!]!) { _entities(representations: $people) { ... on Person { ${selection} } } }`,
    {
      people: ids.map((id) => ({ __typename: 'Person', id })),
    },
  );
  expect(errors).toBeUndefined();
  return data._entities;
}
