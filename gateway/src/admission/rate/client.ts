import ipaddr from 'ipaddr.js';
import type { GatewayContext } from '../../graph/context.js';
import type { Payer } from '../limits.js';

/** Whom requests are counted for. */
export interface Client {
  readonly payer: Payer;
  readonly id: string;
}

/**
 * Who pays for a request: a key for itself, a user for all their sessions, an address for those who do not say who they are.
 * Null is who pays nothing: subgraphs that ask in the course of another request, and what the operator of the installation signed.
 */
export function clientOf({ actor, address, isInternal }: GatewayContext): Client | null {
  if (isInternal) return null;
  if (!actor) return { payer: 'stranger', id: networkOf(address) };
  if (actor.keyId) return { payer: 'key', id: actor.keyId };
  return actor.userId ? { payer: 'user', id: actor.userId } : null;
}

/** An address; of IPv6 its network, within which one client has as many as it likes. */
export function networkOf(address: string | undefined): string {
  if (!address || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/64`)}/64`;
}
