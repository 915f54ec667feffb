import type { Connection, Edge, PageInfo } from './connection.js';
import { encodeCursor } from './cursor.js';
import type { ListStatement } from './page-statement.js';

/** Makes a page of the rows that a page's statement read, in the order that the client asked for. */
export function pageOfRows<Row extends object>(
  asked: Pick<ListStatement, 'page' | 'keys'>,
  read: readonly Row[],
  totalCount: () => Promise<number>,
): Connection<Row> {
  const nodes = read.slice(0, asked.page.size);
  if (asked.page.isBackward) nodes.reverse();
  return new Page(asked, nodes, read.length > nodes.length, totalCount);
}

/** Cursors are made when they are selected: few clients do. */
class Page<Row extends object> implements Connection<Row> {
  constructor(
    private readonly asked: Pick<ListStatement, 'page' | 'keys'>,
    readonly nodes: readonly Row[],
    private readonly isCut: boolean,
    readonly totalCount: () => Promise<number>,
  ) {}

  get edges(): Edge<Row>[] {
    return this.nodes.map((node) => ({ node, cursor: this.cursorOf(node) as string }));
  }

  get pageInfo(): PageInfo {
    const { page } = this.asked;
    const isBegun = page.cursor !== null;
    return {
      hasNextPage: page.isBackward ? isBegun : this.isCut,
      hasPreviousPage: page.isBackward ? this.isCut : isBegun,
      startCursor: this.cursorOf(this.nodes.at(0)),
      endCursor: this.cursorOf(this.nodes.at(-1)),
    };
  }

  private cursorOf(node: Row | undefined): string | null {
    return node ? encodeCursor(this.asked.keys, node) : null;
  }
}
