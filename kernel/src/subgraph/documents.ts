import { type DocumentNode, type GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';

export type Checked = { document: DocumentNode } | { errors: readonly GraphQLError[] };

const mostDocuments = 1_000;
const mostCharacters = 4_000_000;

/** Parses and validates each text once; the newest thousand are kept. */
export function documentChecker(schema: GraphQLSchema): (text: string) => Checked {
  const known = new LRUCache<string, Checked>({
    max: mostDocuments,
    maxSize: mostCharacters,
    sizeCalculation: (_, text) => Math.max(1, text.length),
  });
  return (text) => {
    const found = known.get(text);
    if (found) return found;
    const checked = check(schema, text);
    known.set(text, checked);
    return checked;
  };
}

function check(schema: GraphQLSchema, text: string): Checked {
  try {
    const document = parse(text);
    const errors = validate(schema, document);
    return errors.length > 0 ? { errors } : { document };
  } catch (error) {
    return { errors: [error as GraphQLError] };
  }
}
