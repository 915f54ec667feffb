import { buildSubgraphSchema } from '@apollo/subgraph';
import type { SubgraphEndpoint } from '@kith/kernel';
import { type ExecutionResult, execute, parse } from 'graphql';

/** A subgraph whose subscription can be gone on from, and that says how far it is to who asks. */
export const loggedLoansSdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
type Query { loans: Int! }
type Subscription { lent(after: String): Loan! }
type Loan { number: Int! }
`;

export interface LoggedLoans {
  readonly endpoint: SubgraphEndpoint;
  /** How many streams are open. */
  readonly open: () => number;
  lend(): void;
}

export function openLoggedLoans(): LoggedLoans {
  const schema = buildSubgraphSchema([{ typeDefs: parse(loggedLoansSdl) }]);
  const readers = new Set<() => void>();
  let last = 0;
  return {
    open: () => readers.size,
    lend() {
      last++;
      for (const wake of readers) wake();
    },
    endpoint: {
      name: 'loans',
      execute: async () => ({ data: { loans: last } }),
      async subscribe({ query, variables }) {
        const { kithAfter: after } = variables as { kithAfter: string | null };
        let position = after === null ? last : Number(after);
        let hasMarked = false;
        let isEnded = false;
        let wake: () => void = () => undefined;
        const reader = () => wake();
        readers.add(reader);
        const document = parse(query);
        const answers: AsyncIterableIterator<ExecutionResult, undefined> = {
          [Symbol.asyncIterator]: () => answers,
          async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
            while (!isEnded) {
              if (position < last) {
                position++;
                const rootValue = { lent: { number: position } };
                const answer = await execute({ schema, document, rootValue, variableValues: variables });
                const extensions = { cursor: String(position), position };
                return { value: { ...answer, extensions }, done: false };
              }
              if (!hasMarked) {
                hasMarked = true;
                return { value: { extensions: { cursor: String(position), position } }, done: false };
              }
              await new Promise<void>((resolve) => {
                wake = resolve;
              });
            }
            return { value: undefined, done: true };
          },
          async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
            isEnded = true;
            readers.delete(reader);
            wake();
            return { value: undefined, done: true };
          },
        };
        return answers;
      },
    },
  };
}
