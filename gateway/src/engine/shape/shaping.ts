import type { FieldNode } from 'graphql';
import { GraphQLError } from 'graphql';

/** The shaping of one answer: where it is, and what it has found wrong. */
export class Shaping {
  readonly errors: GraphQLError[] = [];
  readonly path: (string | number)[] = [];

  constructor(
    readonly variables: Readonly<Record<string, unknown>>,
    private readonly introspection: (
      field: FieldNode,
      variables: Readonly<Record<string, unknown>>,
    ) => unknown,
  ) {}

  introspect(field: FieldNode): unknown {
    return this.introspection(field, this.variables);
  }

  /** Notes what is wrong here, or at a key here. */
  wrong(message: string, key?: string | number): void {
    const path = key === undefined ? [...this.path] : [...this.path, key];
    this.errors.push(new GraphQLError(message, { path, extensions: { code: 'INVALID_GRAPHQL' } }));
  }
}
