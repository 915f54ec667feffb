import type { ExecutionResult, GraphQLError } from 'graphql';
import { copyOf, type Fields } from '../plan/merge.js';
import type { Entities, Fetch } from '../plan/step.js';
import type { SubgraphDocument } from './document.js';
import type { Documents } from './documents.js';
import type { EntityGroup, Merged } from './merged.js';

export type Send = (document: SubgraphDocument, variables: Fields) => Promise<ExecutionResult>;

interface Asked {
  readonly fetch: Fetch;
  readonly entities: Entities | undefined;
  readonly resolve: (answer: ExecutionResult) => void;
  readonly reject: (error: unknown) => void;
}

/** A wave of a run: the fetches of one subgraph that are as far down in the plan. */
interface Wave {
  asked: Asked[];
  /** How many have neither asked nor passed. */
  missing: number;
}

/**
 * Asks for the fetches of one run: those of a wave travel as one document, in which an entity is asked for once, when the last of them
 * knows what it asks for. Each gets the answer that it would have got alone. So how often a subgraph is asked does not
 * depend on which of the others was quicker; who has to wait for the whole answer loses little by it.
 */
export class Waves {
  private readonly waves: readonly Wave[];
  private readonly documents: Documents;

  constructor(
    { waveSizes, documents }: { readonly waveSizes: readonly number[]; readonly documents: Documents },
    private readonly variables: Readonly<Fields>,
    private readonly send: Send,
  ) {
    this.waves = waveSizes.map((missing) => ({ asked: [], missing }));
    this.documents = documents;
  }

  ask(fetch: Fetch, entities?: Entities): Promise<ExecutionResult> {
    return new Promise((resolve, reject) => {
      const asked = { fetch, entities, resolve, reject };
      const wave = this.waveOf(fetch);
      if (!wave) return this.askAlone(asked);
      wave.asked.push(asked);
      this.settle(wave);
    });
  }

  pass(fetches: readonly Fetch[]): void {
    for (const fetch of fetches) {
      const wave = this.waveOf(fetch);
      if (wave) this.settle(wave);
    }
  }

  private waveOf({ wave }: Fetch): Wave | undefined {
    return wave === null ? undefined : this.waves[wave];
  }

  private settle(wave: Wave): void {
    wave.missing--;
    if (wave.missing > 0) return;
    const [first, second] = wave.asked;
    if (second) this.askTogether(wave.asked.sort((one, other) => one.fetch.id - other.fetch.id));
    else if (first) this.askAlone(first);
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
