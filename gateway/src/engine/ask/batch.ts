import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Entities, Fetch } from '../plan/fetch.js';
import { copyOf, type Fields } from '../plan/merge.js';
import type { Documents, SubgraphDocument } from './documents.js';
import type { EntityGroup, Merged } from './merged.js';

export type Send = (document: SubgraphDocument, variables: Fields) => Promise<ExecutionResult>;

interface Asked {
  readonly fetch: Fetch;
  readonly entities: Entities | undefined;
  readonly resolve: (answer: ExecutionResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects the fetches of one run: those that start in the same tick and go to the same subgraph travel as one document, in which
 * an entity is asked for once. Each gets the answer that it would have got alone.
 */
export class Batch {
  private waiting: Asked[] = [];

  constructor(
    private readonly documents: Documents,
    private readonly variables: Readonly<Fields>,
    private readonly send: Send,
  ) {}

  ask(fetch: Fetch, entities?: Entities): Promise<ExecutionResult> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ fetch, entities, resolve, reject });
      // After all that is already settled has gone on: several steps may go on from one answer.
      if (this.waiting.length === 1) Promise.resolve().then(() => process.nextTick(() => this.flush()));
    });
  }

  private flush(): void {
    const asked = this.waiting.toSorted((one, other) => one.fetch.id - other.fetch.id);
    this.waiting = [];
    const reads = asked.filter(({ fetch }) => fetch.kind === 'query');
    for (const one of asked) if (one.fetch.kind !== 'query') this.askAlone(one);
    for (const group of Map.groupBy(reads, ({ fetch }) => fetch.service).values()) {
      if (group.length > 1) this.askTogether(group);
      else this.askAlone(group[0] as Asked);
    }
  }

  private askAlone({ fetch, entities, resolve, reject }: Asked): void {
    const variables = this.given(fetch.variableNames);
    if (entities) variables.representations = entities.representations;
    this.send(this.documents.of(fetch), variables).then(resolve, reject);
  }

  private askTogether(asked: readonly Asked[]): void {
    const merged = this.documents.ofAll(asked.map(({ fetch }) => fetch));
    const variables = this.given(merged.variableNames);
    const groups = merged.entities.map((group) => new AskedGroup(group, asked));
    for (const { group, representations } of groups) variables[group.variable] = representations;
    this.send(merged.document, variables).then(
      (answer) => {
        // What failed as a whole may be whole in parts.
        if (!answer.data) for (const one of asked) this.askAlone(one);
        else hand(answer, merged, groups, asked);
      },
      (error) => {
        for (const { reject } of asked) reject(error);
      },
    );
  }

  private given(names: readonly string[]): Fields {
    const variables: Fields = {};
    for (const name of names) if (this.variables[name] !== undefined) variables[name] = this.variables[name];
    return variables;
  }
}

/** Fetches that ask for the same of entities, with those of all of them, each once. */
class AskedGroup {
  readonly representations: Fields[] = [];
  /** For each fetch, by its number, where its entities are. */
  readonly indices = new Map<number, number[]>();

  constructor(
    readonly group: EntityGroup,
    asked: readonly Asked[],
  ) {
    const known = new Map<string, number>();
    for (const { fetch, entities } of asked) {
      if (!entities || !group.fetchIds.includes(fetch.id)) continue;
      const indices = entities.keys.map((key, index) => {
        const found = known.get(key) ?? this.representations.length;
        if (found === this.representations.length) {
          known.set(key, found);
          this.representations.push(entities.representations[index] as Fields);
        }
        return found;
      });
      this.indices.set(fetch.id, indices);
    }
  }
}

/** Gives each fetch its part of the answer to all. */
function hand(
  answer: ExecutionResult,
  merged: Merged,
  groups: readonly AskedGroup[],
  asked: readonly Asked[],
) {
  const parts = new Map(
    asked.map(({ fetch }) => [fetch.id, { data: {} as Fields, errors: [] as GraphQLError[] }]),
  );
  const data = answer.data as Fields;
  for (const [alias, { fetchId, key }] of merged.roots) {
    const part = parts.get(fetchId);
    if (part && alias in data) part.data[key] = data[alias];
  }
  for (const { group, indices } of groups) handEntities(data[group.alias] as unknown[], indices, parts);
  for (const error of answer.errors ?? []) {
    for (const [fetchId, path] of ownersOf(error, merged, groups))
      parts.get(fetchId ?? (asked[0] as Asked).fetch.id)?.errors.push(withPath(error, path));
  }
  for (const { fetch, resolve } of asked) {
    const part = parts.get(fetch.id) as { data: Fields; errors: GraphQLError[] };
    resolve(part.errors.length > 0 ? part : { data: part.data });
  }
}

function handEntities(
  found: readonly unknown[],
  indices: ReadonlyMap<number, readonly number[]>,
  parts: ReadonlyMap<number, { data: Fields }>,
): void {
  const taken = new Set<number>();
  for (const [fetchId, wanted] of indices) {
    const entities = wanted.map((index) => {
      // Whoever gets an entity changes it.
      const entity = taken.has(index) ? copyOf(found[index]) : found[index];
      taken.add(index);
      return entity;
    });
    const part = parts.get(fetchId);
    if (part) part.data._entities = entities;
  }
}

type Owner = readonly [fetchId: number | undefined, path: readonly (string | number)[] | undefined];

/** Whose an error is, and where it is in the answer that they would have got alone. */
function ownersOf({ path }: GraphQLError, merged: Merged, groups: readonly AskedGroup[]): Owner[] {
  if (!path) return [[undefined, undefined]];
  const [alias, index, ...below] = path;
  const root = merged.roots.get(String(alias));
  if (root) return [[root.fetchId, [root.key, ...path.slice(1)]]];
  const indices = groups.find(({ group }) => group.alias === alias)?.indices ?? new Map<number, number[]>();
  const owners = [...indices].flatMap(([fetchId, wanted]): Owner[] => {
    const at = wanted.indexOf(index as number);
    return at < 0 ? [] : [[fetchId, ['_entities', at, ...below]]];
  });
  return owners.length > 0 ? owners : [[undefined, undefined]];
}

/** In process an error is a `GraphQLError`, over HTTP it is JSON: the code of both is in `extensions`. */
function withPath(error: GraphQLError, path: Owner[1]): GraphQLError {
  return { message: error.message, extensions: error.extensions, path } as GraphQLError;
}
