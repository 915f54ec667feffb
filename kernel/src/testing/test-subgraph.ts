import { randomUUID } from 'node:crypto';
import type { Actor, Role } from '../access/actor.js';
import type { Database } from '../database/database.js';
import { roleOf } from '../database/provision.js';
import type { DomainEvent } from '../events/event.js';
import { handleEvents } from '../events/handle-events.js';
import type { Uuid } from '../graph/id.js';
import { createLogger } from '../log.js';
import type { SubgraphEndpoint } from '../subgraph/endpoint.js';
import { type Subgraph, startSubgraph } from '../subgraph/subgraph.js';
import { type Asked, everyQueryIsTheSameCompiled } from './compiled-answers.js';
import { domainEvent, type Told } from './domain-event.js';
import { migrated } from './migrated.js';
import { asSuperuser, createTestDatabase, testUrl } from './test-database.js';

/** What a test reads of an answer: as it came over the wire. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
}

export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<Answer>;

export interface TestSubgraph {
  readonly database: Database;
  readonly endpoint: SubgraphEndpoint;
  readonly databaseName: string;
  /** Asks as a member of an organization: the first one, unless another is named. */
  as(role: Role, organizationId?: Uuid): Ask;
  /** Asks as any actor, or as nobody. */
  asActor(actor: Actor | null): Ask;
  /** The organization that `as` means. */
  readonly organizationId: Uuid;
  /**
   * Lets events of other subgraphs take effect, as the bus would bring them: at the next positions of their source in their
   * organization (the one that `as` means, unless they name another). Answers them, so that they can come once more.
   */
  hear(...told: readonly Told[]): Promise<DomainEvent[]>;
  stop(): Promise<void>;
}

/** A subgraph on a database of its own, migrated, asked in this process. */
export async function testSubgraph(subgraph: Subgraph, means?: object): Promise<TestSubgraph> {
  const own = await createTestDatabase(migrated([subgraph]));
  const { databaseSchema: schema } = subgraph;
  const running = await startSubgraph(subgraph, {
    databaseUrl: testUrl(own.name, roleOf(schema, 'runtime')),
    ownerUrl: null,
    poolSize: 10,
    means,
    logger: createLogger(subgraph.name, process.env.LOG_LEVEL ?? 'error'),
  });
  const organizationId = randomUUID();
  const userId = randomUUID();
  const positions = new Map<string, number>();
  const asked = new Map<string, Asked>();
  const asActor =
    (actor: Actor | null): Ask =>
    async (query, variables) => {
      const isAsOf = query.includes('@asOf');
      if (actor && !isAsOf) asked.set(query, { query, variables, actor });
      const answer = await running.endpoint.execute({ query, variables }, { actor, requestId: 'test' });
      return JSON.parse(JSON.stringify(answer));
    };
  return {
    database: running.database,
    endpoint: running.endpoint,
    databaseName: own.name,
    organizationId,
    asActor,
    async hear(...told) {
      const events = told.map((one) => {
        const of = `${one.source} ${one.organizationId ?? organizationId}`;
        if (one.position === undefined) positions.set(of, (positions.get(of) ?? 0) + 1);
        return domainEvent({ organizationId, position: positions.get(of) ?? 1, ...one });
      });
      const streams = Map.groupBy(events, (event) => `${event.source} ${event.organizationId}`);
      for (const stream of streams.values()) {
        const after = (stream[0] as DomainEvent).position - 1;
        await handleEvents(running.database, subgraph.handlers, stream, after);
      }
      return events;
    },
    as: (role, organization = organizationId) =>
      asActor({ userId, organizationId: organization, role, scopes: [] }),
    async stop() {
      await everyQueryIsTheSameCompiled(asked.values(), { ...subgraph, database: running.database, means });
      await running.stop();
      await everyMutationHasItsEvents(subgraph, own.name);
      await own.drop();
    },
  };
}

/** Whatever the file's tests have asked for: each change has an event, and each event stands in the catalogue. */
async function everyMutationHasItsEvents(subgraph: Subgraph, databaseName: string): Promise<void> {
  const known = Object.keys(subgraph.events);
  await asSuperuser(databaseName, async (client) => {
    await client.query(`set search_path to ${subgraph.databaseSchema}`);
    const { rows: silent } = await client.query(
      `select distinct payload ->> 'table' as table, payload ->> 'operation' as operation
       from change c join outbox o on (o.organization_id, o.change_id) = (c.organization_id, c.id)
       where c.request_id is not null and c.cause_source is null and not exists (
         select from outbox e where (e.organization_id, e.change_id) = (c.organization_id, c.id) and e.type <> 'row.changed')`,
    );
    const { rows: unknown } = await client.query(`select distinct type from outbox where type <> all ($1)`, [
      known,
    ]);
    if (silent.length > 0)
      throw new Error(`A mutation changed something and published no event: ${JSON.stringify(silent)}`);
    if (unknown.length > 0)
      throw new Error(`These events are not in the catalogue: ${JSON.stringify(unknown)}`);
  });
}
