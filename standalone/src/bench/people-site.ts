import { parseId } from '@kith/kernel';
import { databaseName } from '../installation/database.js';
import { databaseUrl } from './deployment-database.js';
import { type Beside, startDistributedBeside } from './distributed-beside.js';
import type { Asked, Target } from './load.js';
import { type Page, pageSize, preparePages } from './people-pages.js';
import { peopleQuery } from './people-query.js';
import { type Deployment, startDeployment, startServer } from './processes.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Both deployments of the graph and the hand-written SQL, on one Postgres, and the pages of people that all are asked for. */
export interface PeopleSite {
  readonly standalone: Deployment;
  readonly distributed: Beside;
  readonly pages: readonly Page[];
  readonly targets: readonly Target[];
}

export async function startPeopleSite(): Promise<PeopleSite> {
  const standalone = await startDeployment('bench/standalone.js');
  const pages = await preparePages(standalone);
  const distributed = await startDistributedBeside(standalone);
  const bare = await startServer('bench/bare-server.js', {
    DATABASE_URL: databaseUrl(standalone.dataFolder, databaseName, 'postgres'),
  });
  const graph = ({ url }: { url: string }, name: string): Target => ({
    name,
    url,
    path: '/graphql',
    requests: pages.map((page) => peopleRequest(page, { authorization: page.authorization })),
  });
  const byHand = pages.map(({ organizationId, offset }) => ({
    headers: {},
    body: JSON.stringify({ organizationId, first: pageSize, offset }),
  }));
  const targets = [
    graph(standalone, 'standalone'),
    graph(distributed, 'distributed'),
    { name: 'one hand-written SQL', url: bare.url, path: '/', requests: byHand },
  ];
  return { standalone, distributed, pages, targets };
}

/** The Person query for a page, by whoever the headers say. */
export function peopleRequest({ after }: Page, headers: Readonly<Record<string, string>>): Asked {
  const variables = { first: pageSize, after };
  return {
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: peopleQuery, variables }),
  };
}

/** What an answer holds, but for ids: those of the graph name their type, those of the tables do not. */
export function withoutIds(answer: unknown): unknown {
  const { data } = answer as { readonly data: unknown };
  return JSON.parse(JSON.stringify({ data }), (_, value) =>
    typeof value === 'string' && (uuid.test(value) || parseId(value)) ? 'id' : value,
  );
}
