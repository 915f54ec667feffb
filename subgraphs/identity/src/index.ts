export { type Means, ownMeans } from './means.js';
export { openProviders, providerSettings } from './oauth/provider-settings.js';
export { githubProvider, openIdProvider } from './oauth/providers.js';
export { identity } from './subgraph.js';
