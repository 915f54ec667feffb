import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { signAccessToken } from '@kith/gateway';
import { type Actor, decodeId, type Role, type Uuid } from '@kith/kernel';
import { graphql } from '@kith/schema';
import type { JWK } from 'jose';
import { type Client, clientOf } from './client.js';

export interface DemoSite {
  readonly url: string;
  readonly dataFolder: string;
  readonly privateKey: JWK;
  /** Ends the load when somebody stops the program. */
  readonly signal: AbortSignal;
}

export interface DemoOrganization {
  readonly slug: string;
  readonly name: string;
  readonly currencyCode: string;
  readonly owner: { email: string; displayName: string };
}

export interface OpenedOrganization {
  /** Asks as its owner. */
  readonly client: Client;
  readonly owner: Actor;
  readonly organizationId: Uuid;
}

export interface LoadedOrganization {
  /** Those who can sign in, by e-mail address. */
  readonly users: Readonly<Record<string, Actor>>;
  readonly client: Client;
}

const existing = graphql(`
  query DemoMembers {
    organization { slug }
    memberships(first: 100) { nodes { role user { id email } } }
  }
`);

const create = graphql(`
  mutation DemoCreateOrganization($input: CreateOrganizationInput!) {
    createOrganization(input: $input) { owner { id } userErrors { message } }
  }
`);

const rename = graphql(`
  mutation DemoNameOrganization($name: String!) {
    updateOrganization(input: { name: $name }) { userErrors { message } }
  }
`);

/** Makes the organization unless an earlier start made it, and opens it as its owner. */
export async function openOrganization(
  site: DemoSite,
  organization: DemoOrganization,
): Promise<OpenedOrganization> {
  const organizationId = await plannedId(site.dataFolder, organization.slug);
  const operator: Actor = { userId: null, organizationId, role: null, scopes: ['organization:create'] };
  const asOperator = clientFor(site, operator);
  const found = await asOperator(existing, {});
  if (!found.organization) await asOperator(create, { input: organization });
  const members = found.organization ? found : await asOperator(existing, {});
  const owner = members.memberships.nodes.find((member) => member.user?.email === organization.owner.email);
  if (!owner?.user) throw new Error(`${organization.slug} has lost its owner`);
  const actor = memberActor(owner.user.id, organizationId, owner.role);
  const client = clientFor(site, actor);
  // An earlier start may have ended before all subgraphs heard of the organization: they hear of this after that.
  await client(rename, { name: organization.name });
  await client.settled();
  return { organizationId, owner: actor, client };
}

export function memberActor(userId: string, organizationId: Uuid, role: Role): Actor {
  return { userId: decodeId('User', userId), organizationId, role, scopes: [] };
}

function clientFor({ url, privateKey, signal }: DemoSite, actor: Actor): Client {
  return clientOf(url, () => signAccessToken(actor, privateKey), signal);
}

/** The id that an organization of the demo has or will have: chosen and kept before it is made. */
async function plannedId(dataFolder: string, slug: string): Promise<Uuid> {
  const file = path.join(dataFolder, 'demo-organizations.json');
  const planned: Record<string, Uuid> = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  if (planned[slug]) return planned[slug];
  const id = randomUUID();
  await writeFile(file, JSON.stringify({ ...planned, [slug]: id }), { mode: 0o600 });
  return id;
}
