import type { TestOrganization } from '../organization.js';
import { make } from '../things.js';

/** Makes an input that its organization's owner may send, with new things of theirs in every id. */
export type Example = (organization: TestOrganization) => Promise<object>;

/** Inputs by the name of their mutation. */
export type Examples = Readonly<Record<string, readonly Example[]>>;

export const updated =
  (kind: keyof typeof make, changes: object): Example =>
  async (organization) => ({ id: await make[kind](organization), expectedVersion: 1, ...changes });

export const upserted =
  (kind: 'company' | 'person' | 'product', rows: string, values: () => object): Example =>
  async (organization) => ({
    [rows]: [{ by: { id: await make[kind](organization) }, [kind]: values() }],
  });
