import { encodeId } from '@kith/kernel';
import { type GraphQLObjectType, getNamedType, isInputObjectType, isLeafType, isObjectType } from 'graphql';
import { fill } from './fill.js';
import {
  type Field,
  harvest,
  idsOfAll,
  listArguments,
  listOf,
  nodesIn,
  rootFields,
  typeOf,
} from './harvest.js';
import { createTestOrganization, type TestOrganization } from './organization.js';
import { isConnection, isPlain, nodeOf, nodeTypes, selection } from './schema.js';
import { make } from './things.js';

let owner: TestOrganization;
let stranger: TestOrganization;
let ids: Map<string, string>;
beforeAll(async () => {
  owner = await createTestOrganization('harbor');
  stranger = await createTestOrganization('mill');
  await fill(owner);
  // The stranger knows the word too, so that what they ask for by it is not refused.
  await make.record(stranger);
  await owner.settled();
  ids = await idsOfAll(owner);
});

test('the owner has a node of every type, and a stranger finds none of them', async () => {
  expect([...ids.keys()].sort()).toEqual(nodeTypes.map(({ name }) => name).sort());
  const all = [...ids.values()];
  const many = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';
  const own = await owner.ask(many, { ids: all });
  expect(own.data.nodes).toEqual([...ids].map(([__typename, id]) => ({ __typename, id })));
  const foreign = await stranger.ask(many, { ids: all });
  expect([foreign.data, foreign.errors]).toEqual([{ nodes: all.map(() => null) }, undefined]);
  const one = 'query ($id: ID!) { node(id: $id) { id } }';
  for (const id of all) {
    expect((await owner.ask(one, { id })).data.node).toEqual({ id });
    expect((await stranger.ask(one, { id })).data.node).toBeNull();
  }
});

test('of what is of others a stranger is told that there is no such thing', async () => {
  const text =
    'query ($id: ID!, $action: String!) { explainAccess(entity: $id, action: $action) { isAllowed ground } }';
  const id = ids.get('Deal');
  const own = await owner.ask(text, { id, action: 'deal:write' });
  expect(own.data).toEqual({ explainAccess: { isAllowed: true, ground: 'ROLE' } });
  const foreign = await stranger.ask(text, { id, action: 'deal:write' });
  expect(foreign.data).toEqual({ explainAccess: { isAllowed: false, ground: 'NOT_FOUND' } });
});

test.each(nodeTypes.map((type) => [type.name, type] as const))(
  'of a %s each field alone is what it is beside all others, whatever else is read of its row',
  async (_, type) => {
    const read = async (selection: string) => {
      const query = `query ($id: ID!) { node(id: $id) { ... on ${type.name} { ${selection} } } }`;
      const { data, errors } = await owner.ask(query, { id: ids.get(type.name) });
      expect({ selection, errors }).toEqual({ selection, errors: undefined });
      return data.node;
    };
    const whole = await read(selection(type, 1));
    for (const one of alone(type, 1)) expect(whole).toMatchObject(await read(one));
  },
);

test.each(rootFields.filter(isConnection).map((field) => [field.name, field] as const))(
  'a stranger gets nothing of others in the list %s',
  async (_, field) => {
    const node = nodeOf(typeOf(field));
    const text = listOf(field, nodeTypes.includes(node) ? '__typename id' : harvest(node, 1));
    const [own, foreign] = [await owner.ask(text), await stranger.ask(text)];
    expect([own.errors, foreign.errors]).toEqual([undefined, undefined]);
    const known = nodesIn(own.data).map(({ id }) => id);
    expect(known).not.toEqual([]);
    expect(nodesIn(foreign.data).filter(({ id }) => known.includes(id))).toEqual([]);
  },
);

const isBounded = (field: Field) => field.args.some(({ name }) => name === 'first') && !isConnection(field);

test.each(rootFields.filter(isBounded).map((field) => [field.name, field] as const))(
  'a stranger gets nothing of others in the bounded list %s',
  async (name, field) => {
    const text = `{ ${name}(first: 100 ${listArguments[name] ?? ''}) { ${harvest(typeOf(field), 1)} } }`;
    const [own, foreign] = [await owner.ask(text), await stranger.ask(text)];
    expect([own.errors, foreign.errors]).toEqual([undefined, undefined]);
    const known = nodesIn(own.data).map(({ id }) => id);
    expect(known).not.toEqual([]);
    expect(nodesIn(foreign.data).filter(({ id }) => known.includes(id))).toEqual([]);
  },
);

const singles = rootFields.filter(
  (field) =>
    !isConnection(field) &&
    !isBounded(field) &&
    !['node', 'nodes', 'explainAccess', 'myOrganizations'].includes(field.name),
);

test('a stranger finds no organization of others among their own', async () => {
  const text = '{ myOrganizations { id } }';
  const [own, foreign] = [(await owner.ask(text)).data, (await stranger.ask(text)).data];
  expect(own.myOrganizations).toEqual([{ id: encodeId('Organization', owner.id) }]);
  expect(foreign.myOrganizations).toEqual([{ id: encodeId('Organization', stranger.id) }]);
});

test.each(singles.map((field) => [field.name, field] as const))(
  'a stranger gets nothing of others by any key of %s',
  async (name, field) => {
    for (const { text, id } of await probesOf(field)) {
      const own = (await owner.ask(text)).data[name];
      expect({ text, own }).toEqual({ text, own: { id } });
      const foreign = await stranger.ask(text);
      expect({ text, errors: foreign.errors }).toEqual({ text, errors: undefined });
      // A number or a name can be of both: then they find their own.
      expect(foreign.data[name]?.id).not.toBe(id);
    }
  },
);

/** Every way to ask a root field for one thing: alone, by its id, and by each key of its `by`. */
async function probesOf(field: Field): Promise<{ text: string; id: string }[]> {
  const type = typeOf(field);
  const id = ids.get(type.name) as string;
  const [argument, ...others] = field.args;
  expect(others).toEqual([]);
  // One's own user and organization; others were found by lists before them.
  if (!argument) {
    const { data } = await owner.ask(`{ ${field.name} { id } }`);
    expect(data[field.name]).toEqual({ id: expect.any(String) });
    return [{ text: `{ ${field.name} { id } }`, id: data[field.name].id }];
  }
  if (argument.name === 'id') return [{ text: `{ ${field.name}(id: "${id}") { id } }`, id }];
  const by = getNamedType(argument.type);
  if (!isInputObjectType(by)) throw new Error(`${field.name} has no probe for ${argument.name}`);
  const probes = [];
  for (const key of Object.keys(by.getFields())) {
    const found = await keyOf(type, key);
    const text = `{ ${field.name}(by: { ${key}: ${found.value} }) { id } }`;
    probes.push({ text, id: found.id });
  }
  return probes;
}

/** What one key of a `by` is for some thing of the owner, as a literal. */
async function keyOf(type: GraphQLObjectType, key: string): Promise<{ id: string; value: string }> {
  const list = rootFields.find((field) => isConnection(field) && nodeOf(typeOf(field)) === type) as Field;
  const isReference = key !== 'externalId' && key.endsWith('Id');
  const read =
    key === 'externalId'
      ? 'key: externalIds { system id }'
      : isReference
        ? `key: ${key.slice(0, -2)} { id }`
        : `key: ${key}`;
  const { data, errors } = await owner.ask(listOf(list, `id ${read}`));
  expect(errors).toBeUndefined();
  for (const { id, key: value } of data[list.name].nodes) {
    if (isReference && value) return { id, value: JSON.stringify(value.id) };
    if (key === 'externalId' && value[0])
      return { id, value: `{ system: "${value[0].system}", id: "${value[0].id}" }` };
    if (key !== 'externalId' && !isReference && value !== null) return { id, value: JSON.stringify(value) };
  }
  throw new Error(`The owner has no ${type.name} with a value of ${key}`);
}

/** Selections of one leaf each: of what `selection` selects together. */
function alone(type: GraphQLObjectType, depth: number): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    if (field.name === 'history' || /seconds$/i.test(field.name) || !isPlain(field)) return [];
    if (isLeafType(named)) return [field.name];
    if (depth === 0 || isConnection(field) || !isObjectType(named)) return [];
    return alone(named, depth - 1).map((one) => `${field.name} { ${one} }`);
  });
}
