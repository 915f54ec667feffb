import { randomUUID } from 'node:crypto';
import { type Actor, decodeId, type Uuid } from '@kith/kernel';
import { askWith, type GraphAnswer, sign } from '../graph.js';
import { mutationText } from '../mutation-text.js';

/** An organization made for one test through the public graph, as its owner sees it. */
export interface TestOrganization {
  readonly id: Uuid;
  readonly actor: Actor;
  readonly ask: (
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ) => Promise<GraphAnswer>;
  /** Runs a mutation that has to succeed, and answers its payload. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  readonly write: (mutation: string, input: object, selection: string) => Promise<any>;
  /** Waits until all subgraphs have heard of what was written. */
  readonly settled: () => Promise<void>;
}

/** It is there when all subgraphs have heard of it, so that everything can be written. */
export async function createTestOrganization(name: string): Promise<TestOrganization> {
  const organizationId = randomUUID();
  const operator = organizationOf({
    userId: null,
    organizationId,
    role: null,
    scopes: ['organization:create'],
  });
  const slug = `${name}-${organizationId.slice(0, 8)}`;
  const owner = { email: `owner@${slug}.test`, displayName: name };
  const input = { name, slug, currencyCode: 'USD', owner };
  const created = await operator.write('createOrganization', input, 'owner { id }');
  await operator.settled();
  const userId = decodeId('User', created.owner.id);
  return organizationOf({ userId, organizationId, role: 'OWNER', scopes: [] });
}

function organizationOf(actor: Actor): TestOrganization {
  const signed = async (headers = {}) => ({ ...headers, authorization: `Bearer ${await sign(actor)}` });
  const ask: TestOrganization['ask'] = async (query, variables, headers) =>
    askWith(await signed(headers), { query, variables });
  const written: string[] = [];
  return {
    id: actor.organizationId as Uuid,
    actor,
    ask,
    async write(mutation, input, selection) {
      const { data, errors, extensions } = await ask(mutationText(mutation, selection), { input });
      expect(errors).toBeUndefined();
      expect(data[mutation].userErrors).toEqual([]);
      if (extensions?.consistency) written.push(extensions.consistency);
      return data[mutation];
    },
    async settled() {
      // A request waits two seconds at most; the test's own patience bounds how often it asks.
      const heard = async (token: string) => {
        while ((await ask('{ __typename }', {}, { 'x-consistency': token })).errors);
      };
      await Promise.all(written.splice(0).map(heard));
    },
  };
}
