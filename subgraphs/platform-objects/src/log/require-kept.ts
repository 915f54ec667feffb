import { cursorPlace, Direction, type ListArgs, type Request, RequestError } from '@kith/kernel';

/**
 * To be called with the arguments of a list that goes forward through the log.
 *
 * @throws RequestError `CURSOR_EXPIRED` when events after the cursor were removed: whoever went on would miss them unawares.
 */
export async function requireKept({ snapshot }: Request, { after, orderBy }: ListArgs): Promise<void> {
  if (after == null || orderBy?.[0]?.direction === Direction.DESC) return;
  const [position] = cursorPlace(after);
  const [log] = await snapshot.query<{ removed: bigint | null }>(
    `select coalesce((select min(position) - 1 from event_log), (select position from event_log_position)) as removed`,
  );
  if (/^\d+$/.test(String(position)) && BigInt(String(position)) < (log?.removed ?? 0n))
    throw new RequestError(
      'CURSOR_EXPIRED',
      'Events after this cursor were removed, because they are older than the log keeps; begin without one',
    );
}
