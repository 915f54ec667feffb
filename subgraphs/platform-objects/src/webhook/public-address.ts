import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address belongs to the public internet: not to a private network, this machine, a neighbour or a cloud's
 * own services (169.254.169.254), nor to a range that wraps an IPv4 address in IPv6.
 */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'unicast';
}
