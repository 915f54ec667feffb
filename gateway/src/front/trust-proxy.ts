import { isIP } from 'node:net';
import proxyAddress from '@fastify/proxy-addr';

/** Whether the word of a proxy about who asked it is taken: by its address, and by how far it is from here. */
export type TrustProxy = (address: string, hop: number) => boolean;

/** How many proxies stand before the gateway, or their addresses and networks with commas in between; none unless said. */
export function readTrustProxy(raw: string | undefined): TrustProxy {
  if (raw === undefined) return () => false;
  if (/^\d{1,2}$/.test(raw)) return (_, hop) => hop < Number(raw);
  const networks = raw.split(',').map((network) => network.trim());
  for (const network of networks)
    if (isIP(network.split('/', 1)[0] as string) === 0)
      throw new Error('must say how many proxies there are, or their addresses, like 10.0.0.0/8');
  return proxyAddress.compile(networks);
}

export { proxyAddress };
