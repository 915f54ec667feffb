import { isWithin, type Owned, reachOf } from '../access/reach.js';
import type { Statements } from '../database/statements.js';
import { RequestError } from '../errors/request-error.js';
import type { Id, Uuid } from '../graph/id.js';
import type { Feed } from '../request/feed.js';
import type { Request } from '../request/request.js';
import { Mark } from './delivery.js';
import { decodeFeedCursor, encodeFeedCursor } from './feed-cursor.js';
import { ChangeType, type NodeDelivery } from './node-change.js';
import { endOfOutbox, type OutboxChange, readChanges, type Stretch } from './read-changes.js';

/** How long a stream that has nothing to send does not say how far it is. */
const markMs = 60_000;

export interface Watched {
  /** The type of the nodes. */
  readonly typeName: string;
  /** Where they have their rows; what other tables say of them is of their parts. */
  readonly table: string;
  /** Only this one, under whatever id it has been known. */
  readonly id?: Id | null;
  /** Begin behind this cursor, and not with what happens from now on. */
  readonly after?: string | null;
  /** Which of their changes are wanted, when not all are. It may read. */
  readonly wants?: ((change: NodeDelivery, request: Request) => boolean | Promise<boolean>) | null;
}

/**
 * The changes of some nodes, in the order of their commits, each once: those behind the cursor, then those that come. What a
 * transaction did to a node is one change.
 *
 * @throws RequestError `BAD_USER_INPUT` when the cursor is none, `CURSOR_EXPIRED` when changes after it are removed.
 */
export async function followChanges(
  feed: Feed,
  watched: Watched,
): Promise<AsyncGenerator<NodeDelivery | Mark, void, undefined>> {
  const begin = await feed.read((request) => beginning(request, watched));
  return follow(feed, watched, begin);
}

interface Beginning {
  readonly position: number;
  readonly ids: ReadonlySet<Id> | null;
}

/** What is wrong with the cursor is told before anything is sent. */
async function beginning({ snapshot, database }: Request, { after, id }: Watched): Promise<Beginning> {
  const ids = id ? await idsOf(snapshot, id) : null;
  const end = await endOfOutbox(snapshot);
  if (after == null) return { position: end, ids };
  const position = decodeFeedCursor(database.schema, after);
  if (position > end) throw new RequestError('BAD_USER_INPUT', 'after is a cursor of another organization');
  await readChanges(snapshot, position);
  return { position, ids };
}

/** All ids under which a node can have been known. */
async function idsOf(statements: Statements, id: Id): Promise<ReadonlySet<Id>> {
  const rows = await statements.query<{ id: Id }>('select id from ids_of($1::uuid)', [id]);
  return new Set(rows.map((row) => row.id));
}

async function* follow(
  feed: Feed,
  watched: Watched,
  begin: Beginning,
): AsyncGenerator<NodeDelivery | Mark, void, undefined> {
  const { tail, signal } = feed;
  const sieve = new Sieve(feed, watched, begin);
  const listener = await tail.listen(signal);
  try {
    while (!signal.aborted) {
      while (sieve.position < listener.joinedAt && !signal.aborted) {
        const { position } = sieve;
        yield* sieve.wanted(await feed.read(({ snapshot }) => readChanges(snapshot, position)));
      }
      yield sieve.mark();
      for (let stretch = await listener.next(); stretch; stretch = await listener.next())
        yield* sieve.wanted(stretch);
      tail.rejoin(listener);
    }
  } finally {
    tail.leave(listener);
  }
}

/** A row's owner, by the columns that a table has for it. */
function ownerIn(row: Readonly<Record<string, unknown>>): Owned {
  const ownerId = (row['owner_id'] ?? row['assignee_id'] ?? null) as Uuid | null;
  return { ownerId, teamId: (row['team_id'] ?? null) as Uuid | null };
}

/** Lets through what is wanted, and remembers how far it is. */
class Sieve {
  position: number;
  private ids: ReadonlySet<Id> | null;
  private markedAt = 0;

  constructor(
    private readonly feed: Feed,
    private readonly watched: Watched,
    { position, ids }: Beginning,
  ) {
    this.position = position;
    this.ids = ids;
  }

  async *wanted({ changes, position }: Stretch): AsyncGenerator<NodeDelivery | Mark, void, undefined> {
    for (const change of changes) {
      if (change.position <= this.position || change.typeName !== this.watched.typeName) continue;
      if (!(await this.isOfOne(change))) continue;
      const delivery = this.delivery(change);
      if (!(await this.isWanted(delivery))) continue;
      this.position = change.position;
      this.markedAt = Date.now();
      yield delivery;
    }
    this.position = Math.max(this.position, position);
    if (Date.now() - this.markedAt > markMs) yield this.mark();
  }

  mark(): Mark {
    this.markedAt = Date.now();
    return new Mark(this.cursorAt(this.position), this.position);
  }

  /** When people are merged or parted, a node is known under other ids than before. */
  private async isOfOne({ id, operations }: OutboxChange): Promise<boolean> {
    const { id: one } = this.watched;
    if (!one || !this.ids) return true;
    const was = this.ids.has(id);
    if (!operations.some((operation) => operation.startsWith('alias '))) return was;
    this.ids = await this.feed.read(({ snapshot }) => idsOf(snapshot, one));
    return was || this.ids.has(id);
  }

  private async isWanted(delivery: NodeDelivery): Promise<boolean> {
    const { wants } = this.watched;
    const { actor } = this.feed;
    if (!wants && reachOf(actor) === 'ALL') return true;
    return this.feed.read(async (request) => {
      const isReached = reachOf(actor) === 'ALL' || (await this.isReached(delivery, request));
      return isReached && (wants?.(delivery, request) ?? true);
    });
  }

  /** Of a change of what somebody does not see they do not hear, and of what is no more, only if they saw it. */
  private async isReached({ id, before }: NodeDelivery, { snapshot }: Request): Promise<boolean> {
    const { actor } = this.feed;
    if (before) return isWithin(actor, ownerIn(before), reachOf(actor));
    const rows = await snapshot.query(`select from ${this.watched.table} where id = $1::uuid`, [id]);
    return rows.length > 0;
  }

  private delivery({ id, at, position, operations, deleted }: OutboxChange): NodeDelivery {
    const { table } = this.watched;
    const type = operations.includes(`${table} DELETE`)
      ? ChangeType.DELETED
      : operations.includes(`${table} INSERT`)
        ? ChangeType.CREATED
        : ChangeType.UPDATED;
    return { cursor: this.cursorAt(position), position, at, type, id, before: deleted?.[table] ?? null };
  }

  private cursorAt(position: number): string {
    return encodeFeedCursor(this.feed.schema, position);
  }
}
