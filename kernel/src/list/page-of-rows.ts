import type { Connection } from './connection.js';
import { encodeCursor } from './cursor.js';
import type { ListStatement } from './page-statement.js';

/** Makes a page of the rows that a page's statement read, in the order that the client asked for. */
export function pageOfRows<Row extends object>(
  { page, keys }: ListStatement,
  read: readonly Row[],
  totalCount: () => Promise<number>,
): Connection<Row> {
  const isCut = read.length > page.size;
  const nodes = read.slice(0, page.size);
  if (page.isBackward) nodes.reverse();
  const edges = nodes.map((node) => ({ node, cursor: encodeCursor(keys, node) }));
  const isBegun = page.cursor !== null;
  return {
    nodes,
    edges,
    totalCount,
    pageInfo: {
      hasNextPage: page.isBackward ? isBegun : isCut,
      hasPreviousPage: page.isBackward ? isCut : isBegun,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
