export { type AccountSettings, accountSettings, type Means, openMeans } from './means.js';
export { githubProvider, openIdProvider } from './oauth/providers.js';
export { identity } from './subgraph.js';
