import { buildSubgraphSchema } from '@apollo/subgraph';
import { RequestError, type RequestOrigin, type SubgraphEndpoint } from '@kith/kernel';
import { execute, graphql, parse, subscribe } from 'graphql';
import { bookId } from './library.js';

/** A subgraph with subscriptions that knows nothing of cursors, as any subgraph of a federation may be. */
export const loansSdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
type Query { loans: Int! }
type Subscription { lent(atMost: Int): Loan! forbidden: Loan! }
type Loan { number: Int! book: Book note(of: Int!): String! }
type Book @key(fields: "id", resolvable: false) { id: ID! }
`;

export interface Loans {
  readonly endpoint: SubgraphEndpoint;
  /** How many streams are open. */
  readonly open: () => number;
  /** Lends a book: one event for each stream. */
  lend(number: number): void;
}

export function openLoans(): Loans {
  const streams = new Set<Stream>();
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(loansSdl),
      resolvers: {
        Loan: { note: (_: unknown, { of }: { of: number }) => 'x'.repeat(of) },
        Query: { loans: () => streams.size },
        Subscription: {
          lent: {
            subscribe: (_: unknown, { atMost }: { atMost?: number }) =>
              new Stream(streams, atMost ?? Infinity),
            resolve: (number: number) => ({ number, book: { id: bookId } }),
          },
          forbidden: {
            subscribe: () => {
              throw new RequestError('FORBIDDEN', 'Nobody may');
            },
          },
        },
      } as never,
    },
  ]);
  return {
    open: () => streams.size,
    lend: (number) => {
      for (const stream of [...streams]) stream.push(number);
    },
    endpoint: {
      name: 'loans',
      execute: ({ query, variables, operationName }, origin) =>
        graphql({ schema, source: query, variableValues: variables, operationName, contextValue: origin }),
      async subscribe({ query, variables, operationName }, contextValue: RequestOrigin) {
        const asked = {
          schema,
          document: parse(query),
          variableValues: variables,
          operationName,
          contextValue,
        };
        return (await subscribe({ ...asked, execute } as never)) as never;
      },
    },
  };
}

/** Numbers as they come; whoever waits for one is told when it ends. */
class Stream implements AsyncIterableIterator<number> {
  private readonly waiting: number[] = [];
  private arrived: () => void = () => undefined;

  constructor(
    private readonly all: Set<Stream>,
    private left: number,
  ) {
    all.add(this);
  }

  push(number: number): void {
    this.waiting.push(number);
    this.arrived();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<number, undefined>> {
    for (;;) {
      if (this.left === 0) this.all.delete(this);
      if (!this.all.has(this)) return { value: undefined, done: true };
      const value = this.waiting.shift();
      if (value !== undefined) {
        this.left--;
        return { value, done: false };
      }
      await new Promise<void>((resolve) => {
        this.arrived = resolve;
      });
    }
  }

  async return(): Promise<IteratorResult<number, undefined>> {
    this.all.delete(this);
    this.arrived();
    return { value: undefined, done: true };
  }
}
