import { Database, roleOf, transaction } from '@kith/kernel';
import { databaseName } from '../installation/database.js';
import type { Subscribing } from './audience.js';
import { databaseUrl, withAdmin } from './deployment-database.js';
import { type Deployment, registerClosing } from './processes.js';

const query = `subscription { personChanged { cursor type at
  person { id displayName company { name } customer { orderCount totalSpent { amount currencyCode } } deals(first: 3) { nodes { title stage { name } } } } } }`;

/** Changes of a person of Northwind, and how to subscribe to them with what three subgraphs know of the person. */
export interface PersonChanges {
  readonly subscribing: Subscribing;
  /** Commits a change; answers when its COMMIT was sent, in nanoseconds. */
  commit(): Promise<bigint>;
}

/** Changes are committed from here, so that the deployment's process bears only what they cause. */
export async function openPersonChanges(graph: Deployment): Promise<PersonChanges> {
  const owner = await graph.user('owner@northwind.demo');
  const { rows } = await withAdmin(graph, (admin) =>
    admin.query('select id from identity.person where organization_id = $1 order by created_at, id limit 1', [
      owner.organizationId,
    ]),
  );
  const database = await Database.open({
    url: databaseUrl(graph.dataFolder, databaseName, roleOf('identity', 'runtime')),
    schema: 'identity',
    entities: [],
    events: {},
    poolSize: 1,
  });
  registerClosing(() => database.close());
  let count = 0;
  return {
    subscribing: {
      url: `${graph.url.replace('http', 'ws')}/graphql`,
      init: { authorization: `Bearer ${await graph.tokenOf(owner)}` },
      query,
    },
    async commit() {
      let sent = 0n;
      await transaction(database, { actor: owner, requestId: 'bench' }, async (tx) => {
        const text = 'update person set first_name = $1, version = version + 1 where id = $2';
        await tx.query(text, [`Bench ${count++}`, rows[0].id]);
        // The graph's own writers tell their process at once: so does this one, as fast as one process can tell another.
        await tx.query(`select pg_notify('kith_news_identity', $1)`, [owner.organizationId]);
        sent = process.hrtime.bigint();
      });
      return sent;
    },
  };
}
