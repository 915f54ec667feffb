import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Tx } from '../database/transaction.js';
import { UserError, UserErrors } from '../errors/user-error.js';
import { BoundedList } from '../graph/directives.js';

export enum ErrorPolicy {
  REJECT_ALL = 'REJECT_ALL',
  REJECT_FAILED_ROWS = 'REJECT_FAILED_ROWS',
}
registerEnumType(ErrorPolicy, {
  name: 'ErrorPolicy',
  description: 'What a mistake in one row of a bulk mutation does to the others.',
  valuesConfig: {
    REJECT_ALL: { description: 'Nothing is written unless every row is right.' },
    REJECT_FAILED_ROWS: { description: 'The rows that are right are written.' },
  },
});

/** What became of one row of a bulk mutation. */
@ObjectType()
export abstract class RowResult {
  @Field(() => Int, { description: 'Which row of the input this is, counted from 0.' })
  index!: number;

  @Field(() => [UserError], { description: 'What is wrong with this row.' })
  @BoundedList(250)
  userErrors!: readonly UserError[];
}

export type Written<Noun> = { index: number; userErrors: readonly UserError[] } & Partial<Noun>;

/**
 * Writes the rows of a bulk mutation in their order, each as the single mutation would. Under `REJECT_FAILED_ROWS` a
 * row with mistakes is undone alone; under `REJECT_ALL` the first one ends the work with its errors.
 *
 * @throws UserErrors under `REJECT_ALL`, with paths that begin with `path` and the row's index.
 */
export async function writeRows<Row, Noun extends object>(
  tx: Tx,
  { rows, errorPolicy, path }: { rows: readonly Row[]; errorPolicy: ErrorPolicy; path: string },
  write: (row: Row) => Promise<Noun>,
): Promise<Written<Noun>[]> {
  const results: Written<Noun>[] = [];
  for (const [index, row] of rows.entries()) {
    const rejectAll = errorPolicy === ErrorPolicy.REJECT_ALL;
    try {
      const noun = rejectAll ? await write(row) : await tx.savepoint(() => write(row));
      results.push({ index, userErrors: [], ...noun });
    } catch (error) {
      if (!(error instanceof UserErrors)) throw error;
      const userErrors = error.errors.map((mistake) => ({
        ...mistake,
        path: [path, String(index), ...(mistake.path ?? [])],
      }));
      if (rejectAll) throw new UserErrors(userErrors);
      results.push({ index, userErrors } as unknown as Written<Noun>);
    }
  }
  return results;
}
