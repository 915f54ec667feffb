import path from 'node:path';
import { roleOf } from '@kith/kernel';
import { checkout } from '../installation/checkout.js';
import { databaseName } from '../installation/database.js';
import { subgraphs } from '../subgraphs.js';
import { databaseUrl, withAdmin } from './deployment-database.js';
import type { Target } from './load.js';
import { peopleByPostgraphile } from './people-by-postgraphile.js';
import { pageSize } from './people-pages.js';
import { type PeopleSite, peopleRequest, startPeopleSite, withoutIds } from './people-site.js';
import { closeAll } from './processes.js';
import { installRivals, startRival } from './rivals-folder.js';
import { compareSpeed, expectSameAnswers } from './side-by-side.js';

const reader = 'kith_bench_reader';

/**
 * The Person query over 20 people, side by side: the graph in both deployments, two other gateways over the same subgraphs,
 * PostGraphile on the same tables, and one hand-written SQL statement.
 */
export async function rivals(): Promise<void> {
  await installRivals();
  try {
    const site = await startPeopleSite();
    const gateways = await startGateways(site);
    const postgraphile = await startPostgraphile(site);
    await expectSameAnswers([...site.targets, ...gateways], withoutIds);
    await expectSameAnswers([site.targets[0] as Target, postgraphile], facts);
    process.stdout.write('All give the same answers.\n');
    const [standalone, distributed, bare] = site.targets as [Target, Target, Target];
    await compareSpeed(
      [standalone, postgraphile, bare, distributed, ...gateways],
      [postgraphile.name, bare.name, 'Hive Gateway'],
    );
  } finally {
    await closeAll();
  }
}

/** The stock Apollo gateway and Hive Gateway over the subgraphs of the distributed deployment. */
async function startGateways({ distributed: { premises }, pages }: PeopleSite): Promise<Target[]> {
  const reached = [...subgraphs.map(({ name }) => name), 'nodes'].map((name) => {
    const { reachedAs, port } = premises.place(name);
    return [name, { url: `http://${reachedAs}:${port}/graphql`, key: premises.key(name) }];
  });
  const environment = {
    SUPERGRAPH: path.join(checkout, 'schema/supergraph.graphql'),
    SUBGRAPHS: JSON.stringify(Object.fromEntries(reached)),
  };
  const requests = pages.map((page) => peopleRequest(page, { 'x-organization': page.organizationId }));
  const start = async (name: string, program: string) => {
    const { url } = await startRival(program, environment);
    return { name, url, path: '/graphql', requests };
  };
  return [
    await start('stock Apollo gateway', 'apollo-gateway.mjs'),
    await start('Hive Gateway', 'hive-gateway.mjs'),
  ];
}

/** PostGraphile on the tables of all five schemas, under their policies. */
async function startPostgraphile({ standalone, pages }: PeopleSite): Promise<Target> {
  const roles = subgraphs.map(({ databaseSchema }) => roleOf(databaseSchema, 'runtime'));
  await withAdmin(standalone, (admin) => admin.query(`create role ${reader} login in role ${roles}`));
  const { url } = await startRival('postgraphile.mjs', {
    GRAPHILE_ENV: 'production',
    DATABASE_URL: databaseUrl(standalone.dataFolder, databaseName, reader),
  });
  const requests = pages.map(({ organizationId, offset }) => ({
    headers: { 'content-type': 'application/json', 'x-organization': organizationId },
    body: JSON.stringify({ query: peopleByPostgraphile, variables: { first: pageSize, offset } }),
  }));
  return { name: 'PostGraphile', url, path: '/graphql', requests };
}

interface List<Node> {
  readonly totalCount?: number;
  readonly nodes: readonly Node[];
}

interface People {
  readonly data: {
    readonly people: List<{
      readonly displayName: string;
      readonly company: unknown;
      readonly orders: List<{ readonly number: number; readonly lines: readonly unknown[] | List<unknown> }>;
      readonly contact: unknown;
      readonly deals: List<{ readonly title: string; readonly stage: unknown }>;
      readonly activities: List<{ readonly type: string; readonly subject: string }>;
      readonly records: List<{ readonly displayName: string; readonly properties: unknown }>;
      readonly subscriber: { readonly groups: readonly unknown[] | List<unknown> } | null;
      readonly addresses: readonly unknown[] | List<unknown>;
    }>;
  };
}

/** What answers in PostGraphile's schema and in ours have in common: names, numbers, and how many there are of each. */
function facts(answer: unknown): unknown {
  const { data } = answer as People;
  const count = (list: readonly unknown[] | List<unknown> | undefined) =>
    list && ('nodes' in list ? list.nodes : list).length;
  return data.people.nodes.map((person) => ({
    name: person.displayName,
    company: person.company,
    orders: person.orders.totalCount,
    newest: person.orders.nodes.map(({ number, lines }) => [number, count(lines)]),
    contact: person.contact,
    deals: person.deals.nodes.map(({ title, stage }) => [title, stage]),
    activities: person.activities.nodes.map(({ type, subject }) => [type, subject]),
    records: person.records.nodes.map(({ displayName, properties }) => [displayName, properties]),
    groups: count(person.subscriber?.groups),
    addresses: count(person.addresses),
  }));
}
