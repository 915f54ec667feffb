import { randomUUID } from 'node:crypto';
import { type Actor, decodeId, type Uuid } from '@kith/kernel';
import type { InProcessGraph } from '../in-process-graph.js';
import { mutationText } from '../mutation-text.js';

/** An organization of a graph in this process, as its owner sees it. */
export interface Organization {
  readonly id: Uuid;
  readonly owner: Actor;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  ask(query: string, variables?: Record<string, unknown>): Promise<any>;
  /** Runs a mutation and answers its payload, user errors included. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  write(mutation: string, input: object, selection: string): Promise<any>;
}

export async function createOrganization({ graph }: InProcessGraph): Promise<Organization> {
  const id = randomUUID();
  const as = (actor: Actor): Organization => {
    const ask: Organization['ask'] = async (query, variables) => {
      const { data, errors } = await graph.execute({ query, variables }, { actor, requestId: 'test' });
      expect(errors).toBeUndefined();
      return data;
    };
    return {
      id,
      owner: actor,
      ask,
      write: async (mutation, input, selection) =>
        (await ask(mutationText(mutation, selection), { input }))[mutation],
    };
  };
  const slug = `org-${id.slice(0, 8)}`;
  const operator = as({ userId: null, organizationId: id, role: null, scopes: ['organization:create'] });
  const { owner } = await operator.write(
    'createOrganization',
    { name: slug, slug, currencyCode: 'USD', owner: { email: `owner@${slug}.test`, displayName: 'O' } },
    'owner { id }',
  );
  return as({ userId: decodeId('User', owner.id), organizationId: id, role: 'OWNER', scopes: [] });
}
