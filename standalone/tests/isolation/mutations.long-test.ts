import { type GraphQLObjectType, getNamedType } from 'graphql';
import type { GraphAnswer } from '../graph.js';
import { mutationText } from '../mutation-text.js';
import { examples } from './examples.js';
import { createTestOrganization, type TestOrganization } from './organization.js';
import {
  type InputPath,
  idsOfInput,
  idsOfType,
  isConnection,
  isPlain,
  ownsType,
  schema,
  selection,
  typeOfId,
} from './schema.js';

/** Mutations to which a thing that is not there is no error. */
const passesOver: Readonly<Record<string, string>> = {
  deleteAssociations: 'a link that is not there is already gone',
  removeSegmentMembers: 'who is no member is already gone',
};

/** Mutations that are tried elsewhere, and why. */
const triedElsewhere: Readonly<Record<string, string>> = {
  switchOrganization:
    'a session goes on by it, and the tokens here are of none: identity tries it with its own',
};

const mutations = Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((field) => {
  const inputType = field.args[0]?.type;
  const payload = getNamedType(field.type) as GraphQLObjectType;
  return inputType && idsOfType(inputType).length > 0 && !triedElsewhere[field.name]
    ? [{ name: field.name, inputType, text: mutationText(field.name, selection(payload, 3)) }]
    : [];
});

let owner: TestOrganization;
let stranger: TestOrganization;
beforeAll(async () => {
  owner = await createTestOrganization('harbor');
  stranger = await createTestOrganization('mill');
});

test('every mutation that takes ids has examples, and nothing else has', () => {
  expect(Object.keys(examples).sort()).toEqual(mutations.map(({ name }) => name).sort());
});

test.each(mutations)('a stranger writes nothing to what others have through $name', async (mutation) => {
  const { name, inputType, text } = mutation;
  const tried = new Set<string>();
  for (const example of examples[name] ?? []) {
    const shape = await example(owner);
    for (const at of idsOfInput(inputType, shape)) {
      tried.add(at.filter((step) => typeof step === 'string').join('.'));
      const theirs = await example(owner);
      const id = valueAt(theirs, at) as string;
      const input = withValue(await example(stranger), at, id);
      const known = idsOfInput(inputType, input).map((path) => valueAt(input, path) as string);
      // What the things of both have caused is no effect of the probe.
      await Promise.all([owner.settled(), stranger.settled()]);
      const before = [await seen(owner, [id]), await seen(stranger, known), await totals(stranger)];

      const answer = await stranger.ask(text, { input });
      const probe = at.join('.');
      expect({ probe, codes: codesOf(answer) }).toEqual({
        probe,
        codes: expectedCodes(name, id, answer),
      });
      expect(JSON.stringify(answer.data?.[name] ?? null)).not.toContain(`"id":"${id}"`);
      expect(await seen(owner, [id])).toEqual(before[0]);
      if (codesOf(answer).length > 0)
        expect([await seen(stranger, known), await totals(stranger)]).toEqual(before.slice(1));

      // The same id does what it says for whom it belongs to, so the refusal was no mistake of the example.
      expect({ probe, codes: codesOf(await owner.ask(text, { input: theirs })) }).toEqual({
        probe,
        codes: [],
      });
    }
  }
  expect([...tried].sort()).toEqual(idsOfType(inputType).sort());
});

/** Who owns a type tells that a thing is not there; others take its id as it is, and it leads nowhere. */
function expectedCodes(mutation: string, id: string, answer: GraphAnswer): string[] {
  const isKnown = ownsType(mutation, typeOfId(id).name);
  if (isKnown && !passesOver[mutation]) return ['NOT_FOUND'];
  return codesOf(answer).filter((code) => code === 'NOT_FOUND');
}

/** The codes of all errors in an answer, each once. */
function codesOf({ data, errors }: GraphAnswer): unknown[] {
  const codes = new Set<unknown>(errors?.map(({ extensions }) => extensions.code));
  JSON.stringify(data ?? null, (key, value) => {
    if (key === 'userErrors') for (const { code } of value) codes.add(code);
    return value;
  });
  return [...codes];
}

async function seen({ ask }: TestOrganization, ids: readonly string[]): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const id of new Set(ids)) {
    const type = typeOfId(id);
    const { data } = await ask(`{ node(id: "${id}") { ... on ${type.name} { ${selection(type, 1)} } } }`);
    all.push(data.node);
  }
  return all;
}

/** Lists that hear of a write some time after it. */
const toldLater = ['events', 'auditEntries', 'deadLetters'];

const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(
  (field) => isConnection(field) && isPlain(field) && !toldLater.includes(field.name),
);

async function totals({ ask }: TestOrganization): Promise<unknown> {
  return (await ask(`{ ${lists.map(({ name }) => `${name} { totalCount }`).join(' ')} }`)).data;
}

function valueAt(input: unknown, [step, ...rest]: InputPath): unknown {
  return step === undefined ? input : valueAt((input as Record<string | number, unknown>)[step], rest);
}

function withValue(input: object, at: InputPath, value: unknown): object {
  const copy = structuredClone(input);
  const parent = valueAt(copy, at.slice(0, -1)) as Record<string | number, unknown>;
  parent[at.at(-1) as string | number] = value;
  return copy;
}
