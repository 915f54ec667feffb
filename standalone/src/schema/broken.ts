import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema } from 'graphql';
import { checkout, operationsFolder } from '../installation/checkout.js';
import { brokenBy } from '../operations/broken-by.js';
import { pulledManifests } from '../operations/manifest.js';

/** Names the versions of apps that run what the printed schema does not have. */
const schema = buildSchema(readFileSync(path.join(checkout, 'schema/api.graphql'), 'utf8'));
const broken = brokenBy(schema, pulledManifests(operationsFolder));
for (const line of broken) process.stderr.write(`${line}\n`);
process.exitCode = broken.length > 0 ? 1 : 0;
