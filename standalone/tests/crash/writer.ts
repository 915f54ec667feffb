import { setTimeout as delay } from 'node:timers/promises';
import { signActorToken } from '@kith/kernel';
import pg from 'pg';

/** Where a writer writes: the `IDENTITY` setting of the process. */
export interface Place {
  readonly databaseUrl: string;
  readonly urls: readonly string[];
  readonly key: string;
  readonly organizations: readonly string[];
}

const place: Place = JSON.parse(process.env.IDENTITY ?? '{}');
const some = <Item>(items: readonly Item[]): Item => items[Math.floor(Math.random() * items.length)] as Item;

/** Each commit that Postgres or a subgraph has acknowledged is a letter on the standard output. */
function acknowledged(letter: 'c' | 'p'): void {
  process.stdout.write(letter);
}

/** Raw SQL that adds one to some of an organization's counters, which others do at the same time. */
async function count(): Promise<void> {
  const client = new pg.Client({ connectionString: place.databaseUrl, options: '-c search_path=identity' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    for (;;) {
      const organization = some(place.organizations);
      await client.query(`begin; set local app.organization_id to '${organization}'`);
      const { rows } = await client.query<{ id: string }>(`select id from company where name ~ '^[0-9]+$'`);
      const chosen = rows
        .map(({ id }) => id)
        .filter(() => Math.random() < 0.5)
        .sort();
      // Now and then against the order of the others, so that Postgres has to end a deadlock.
      if (Math.random() < 0.01) chosen.reverse();
      for (const id of chosen) {
        await client.query(`update company set name = (name::int + 1)::text where id = $1`, [id]);
        if (Math.random() < 0.3) await delay(Math.random() * 5);
      }
      const isKept = Math.random() < 0.95;
      await client.query(isKept ? 'commit' : 'rollback');
      if (isKept) for (const _ of chosen) acknowledged('c');
      // At full speed they would leave no processor to those who make people and to those who handle the events.
      await delay(Math.random() * 20);
    }
  } catch (error) {
    if (!isInterruption(error)) throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Postgres is away or has ended the transaction; any other of its errors is a mistake of the test. */
function isInterruption(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || /^(57P|08|40P01)/.test(error.code ?? '');
}

/** The mutation of a client, sent to one of identity's processes. */
async function ask(): Promise<void> {
  const organizationId = some(place.organizations);
  const actor = { userId: null, organizationId, role: 'OWNER' as const, scopes: [] };
  const response = await fetch(`${some(place.urls)}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-kith-actor': signActorToken(actor, 'identity', Buffer.from(place.key, 'base64')),
      'x-request-id': 'crash',
    },
    body: JSON.stringify({
      query: 'mutation { createPerson(input: { displayName: "P" }) { person { id } } }',
    }),
  });
  const { data } = (await response.json()) as { data?: { createPerson?: { person?: object } } };
  if (data?.createPerson?.person) acknowledged('p');
  else throw new Error('The subgraph could not');
}

async function forever(work: () => Promise<void>): Promise<never> {
  for (;;) {
    await work();
    await delay(10);
  }
}

const asking = () => forever(() => ask().catch(() => delay(50)));
// Many ask at once: each waits for its commit to be on the disk, and those that come together share that wait.
await Promise.all([forever(count), forever(count), ...Array.from({ length: 6 }, asking)]);
