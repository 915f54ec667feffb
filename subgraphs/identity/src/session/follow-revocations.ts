import type { Feed, Uuid } from '@kith/kernel';
import { revocations } from './revoke.js';

/** A little longer than an access token lives: who follows anew learns of everything that still matters. */
const memoryMs = 16 * 60_000;
/** A transaction ends within ten seconds, so what it revoked can show up that much later than it says. */
const latenessMs = 15_000;

interface Row {
  readonly position: bigint;
  readonly kind: string;
  readonly id: Uuid;
  readonly organization_id: Uuid | null;
  readonly at: Date;
}

/** Each revocation once, of the whole installation, as it is committed. */
export function followRevocations(feed: Feed) {
  let since = Date.now() - memoryMs;
  let told = new Map<bigint, number>();
  return feed.follow(async ({ snapshot }) => {
    const now = Date.now();
    const rows = await snapshot.query<Row>('select * from recent_revocations($1)', [new Date(since)]);
    const fresh = rows.filter(({ position }) => !told.has(position));
    for (const { position, at } of fresh) told.set(position, at.getTime());
    since = Math.max(since, now - latenessMs);
    told = new Map([...told].filter(([, at]) => at > since));
    return fresh.map(({ position, organization_id: organizationId, ...row }) => ({
      ...row,
      organizationId,
      position: Number(position),
      cursor: String(position),
    }));
  }, revocations);
}
