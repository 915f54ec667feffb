import type { Vouched } from './access-token.js';

/** What is no longer believed; see identity, which says so. */
export interface Revocation {
  readonly kind: string;
  readonly id: string;
  /** Of a membership: where the user was a member. */
  readonly organizationId: string | null;
  /** What was issued later holds; milliseconds since the epoch. */
  readonly at: number;
}

type Who = Pick<Vouched, 'actor' | 'issuedAt'>;

/** Longer than an access token lives: what is older, nobody holds. */
const memoryMs = 17 * 60_000;

/** What was revoked within the life of an access token, and those who want to know when they are. */
export class Revoked {
  private readonly known = new Map<string, number>();
  private readonly watching = new Map<Who, () => void>();
  private readonly listeners = new Set<(revocation: Revocation) => void>();

  /** Calls `listener` at each revocation: who remembers more than tokens forgets by it. */
  on(listener: (revocation: Revocation) => void): void {
    this.listeners.add(listener);
  }

  note(revocation: Revocation): void {
    const { kind, id, organizationId, at } = revocation;
    const key = keyOf(kind, id, organizationId);
    // What came last stands last, so that the oldest are found first.
    this.known.delete(key);
    this.known.set(key, at);
    for (const [old, since] of this.known) {
      if (since > Date.now() - memoryMs) break;
      this.known.delete(old);
    }
    for (const listener of this.listeners) listener(revocation);
    for (const [who, end] of this.watching) if (this.includes(who)) end();
  }

  includes({ actor, issuedAt }: Who): boolean {
    const { userId, organizationId, sessionId, keyId } = actor;
    const isNow = (kind: string, id: string | null | undefined) =>
      id != null && this.known.has(keyOf(kind, id));
    const isSince = (kind: string, id: string | null, home: string | null = null) =>
      id !== null && issuedAt <= (this.known.get(keyOf(kind, id, home)) ?? -1);
    return (
      isNow('SESSION', sessionId) ||
      isNow('KEY', keyId) ||
      isSince('USER', userId) ||
      isSince('MEMBERSHIP', userId, organizationId)
    );
  }

  /** Calls `end` when it is revoked, until the answer is called. */
  watch(who: Who, end: () => void): () => void {
    const own = { ...who };
    this.watching.set(own, end);
    return () => void this.watching.delete(own);
  }
}

function keyOf(kind: string, id: string, organizationId: string | null = null): string {
  return organizationId === null ? `${kind} ${id}` : `${kind} ${id} ${organizationId}`;
}
