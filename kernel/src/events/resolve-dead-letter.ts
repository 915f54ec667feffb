import type { Tx } from '../database/transaction.js';
import type { Id } from '../graph/id.js';
import { type DeadLetter, errorText, reportDeadLetter } from './bury.js';
import { type Handler, handlersOf, isFor } from './handler.js';

type Wish = { readonly subject: 'DeadLetter'; readonly payload: object };

/** The subgraph that gathers the dead letters of all, and says what becomes of them. */
const on = handlersOf<{ 'dead_letter.redriven': Wish; 'dead_letter.discarded': Wish }>('platform-objects');

/** What each subgraph does with its own dead letters when it is asked to; letters of others are not found here. */
export function deadLetterHandlers(handlers: readonly Handler[]): Handler[] {
  return [
    on('dead_letter.redriven', (tx, { subjectId }) => redrive(tx, handlers, subjectId)),
    on('dead_letter.discarded', async (tx, { subjectId }) => {
      if (await unresolved(tx, subjectId)) await resolve(tx, subjectId, 'DISCARDED');
    }),
  ];
}

/** Handles the event of a letter now, once. When it fails again, it is told again. */
async function redrive(tx: Tx, handlers: readonly Handler[], id: Id<'DeadLetter'>): Promise<void> {
  const letter = await unresolved(tx, id);
  if (!letter) return;
  const { event } = letter;
  // Who holds the inbox handles alone: later events of its source have gone before it, but none goes beside it.
  await tx.query('select from inbox where source = $1 for update', [event.source]);
  try {
    await tx.savepoint(async () => {
      for (const handler of handlers) if (isFor(handler, event)) await handler.handle(tx, [event]);
    });
  } catch (error) {
    const failed = { ...letter, error: errorText(error), tries: letter.tries + 1 };
    await tx.query(`update dead_letter set error = $2, tries = $3, updated_at = now() where id = $1`, [
      id,
      failed.error,
      failed.tries,
    ]);
    reportDeadLetter(tx, failed);
    return;
  }
  await resolve(tx, id, 'HANDLED');
}

async function unresolved(tx: Tx, id: Id<'DeadLetter'>): Promise<DeadLetter | undefined> {
  const [letter] = await tx.query<DeadLetter>(
    `select id, event, error, tries from dead_letter where id = $1 and resolved_at is null for update`,
    [id],
  );
  return letter;
}

async function resolve(tx: Tx, id: Id<'DeadLetter'>, outcome: 'HANDLED' | 'DISCARDED'): Promise<void> {
  await tx.query(`update dead_letter set resolved_at = now(), updated_at = now() where id = $1`, [id]);
  tx.note({ type: 'dead_letter.resolved', subject: ['DeadLetter', id], payload: { outcome } });
}
