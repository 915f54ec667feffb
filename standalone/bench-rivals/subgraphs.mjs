import { signActorToken } from '@kith/kernel';

/** Where each subgraph is, and the key that is shared with it where it wants to know who asks: `{ crm: { url, key } }`. */
export const subgraphs = JSON.parse(process.env.SUBGRAPHS);

/** Half a minute is how long a token is good for. */
const keptMs = 20_000;
const kept = new Map();

/**
 * The headers that tell a subgraph who asks: the owner of the organization that the client names. That nobody proves it is
 * a gift to the rivals, as is that a token serves many requests.
 *
 * @param {string} subgraph
 * @param {string | null | undefined} organizationId
 */
export function actorHeaders(subgraph, organizationId) {
  const { key } = subgraphs[subgraph];
  if (!key || !organizationId) return {};
  const name = `${subgraph} ${organizationId}`;
  const known = kept.get(name);
  if (known && known.until > Date.now()) return known.headers;
  const actor = { userId: null, organizationId, role: 'OWNER', scopes: [] };
  const headers = { 'x-kith-actor': signActorToken(actor, subgraph, Buffer.from(key, 'base64')) };
  kept.set(name, { headers, until: Date.now() + keptMs });
  return headers;
}
