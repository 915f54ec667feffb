import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { type ShopPart, shopSdls } from './shop-graph.js';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3",
  import: ["@key", "@requires", "@provides", "@external", "@shareable"])`;

export const federationSdl = (part: ShopPart) => `${link}\n${shopSdls[part]}`;

/** The four as one graph. */
export function composeShop(urls: Readonly<Record<string, string>>): string {
  const parts = Object.keys(shopSdls) as ShopPart[];
  const services = parts.map((name) => ({ name, url: urls[name], typeDefs: parse(federationSdl(name)) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(`The shop does not compose: ${errors?.join('\n')}`);
  return supergraphSdl;
}
