import { busSchema, type Subgraph } from '@kith/kernel';
import { busUrl, databaseUrls } from './installation/database.js';
import {
  passwordSetting,
  prepareOwnPostgres,
  readOwnPostgres,
  urlsBeside,
} from './installation/own-postgres.js';
import { subgraphs } from './subgraphs.js';

/** Prepares a Postgres of one's own for the subgraphs, and says with which settings each of them finds it. */
async function main(): Promise<void> {
  const { adminUrl, passwordOf } = readOwnPostgres(process.env, subgraphs);
  await prepareOwnPostgres(adminUrl, subgraphs, passwordOf);
  const schemas = [...subgraphs.map(({ databaseSchema }) => databaseSchema), busSchema];
  const shown = urlsBeside(adminUrl, schemas, (schema, kind) => `<${passwordSetting(schema, kind)}>`);
  const lines = subgraphs.flatMap((subgraph) => ['', subgraph.name, ...settingsOf(subgraph, shown)]);
  process.stdout.write(`The database is ready. Settings of the subgraphs:\n${lines.join('\n')}\n`);
}

function settingsOf(subgraph: Subgraph, postgres: Parameters<typeof busUrl>[0]): string[] {
  const { databaseUrl, relayUrl } = databaseUrls(postgres, subgraph);
  const settings = { DATABASE_URL: databaseUrl, DATABASE_RELAY_URL: relayUrl, BUS_URL: busUrl(postgres) };
  return Object.entries(settings).map(([name, url]) => `  ${name}=${decodeURIComponent(url)}`);
}

main().catch((error: Error) => {
  process.stderr.write(`The database is not ready: ${error.message}\n`);
  process.exitCode = 1;
});
