import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkout } from '../installation/checkout.js';
import { subgraphs } from '../subgraphs.js';
import { printCatalogue } from './catalogue.js';
import { compose } from './compose.js';
import { eventTypesModule } from './event-types.js';
import { printRights } from './rights.js';

/** Writes the published language into `schema/`: the SDL of each subgraph, the supergraph, the API's schema, the events, the rights. */
const folder = path.join(checkout, 'schema');
const { sdls, supergraph, api } = compose();
mkdirSync(path.join(folder, 'subgraphs'), { recursive: true });
for (const [name, sdl] of Object.entries(sdls))
  writeFileSync(path.join(folder, 'subgraphs', `${name}.graphql`), sdl);
writeFileSync(path.join(folder, 'supergraph.graphql'), supergraph);
writeFileSync(path.join(folder, 'api.graphql'), `${api}\n`);
writeFileSync(path.join(folder, 'events/all-types.ts'), eventTypesModule(subgraphs));
writeFileSync(path.join(folder, 'events', 'CATALOGUE.md'), printCatalogue());
writeFileSync(path.join(folder, 'RIGHTS.md'), printRights());
