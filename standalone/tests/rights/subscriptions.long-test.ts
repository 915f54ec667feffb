import { randomUUID } from 'node:crypto';
import type { Actor } from '@kith/kernel';
import { type GraphQLObjectType, getNamedType, isNonNullType } from 'graphql';
import { subgraphs } from '../../src/subgraphs.js';
import { examples } from '../isolation/examples.js';
import { createTestOrganization, type TestOrganization } from '../isolation/organization.js';
import { make } from '../isolation/things.js';
import { mutationText } from '../mutation-text.js';
import { type AnyActor, startAnyActor, type Told } from './any-actor.js';
import { fieldProbes, rootProbe } from './probes.js';
import { actionsOf, allActions, may, rolesUpwards } from './tables.js';

let graph: AnyActor;
let organization: TestOrganization;
let members: readonly Actor[];
beforeAll(async () => {
  graph = await startAnyActor();
  organization = await createTestOrganization('watched-rights');
  members = rolesUpwards.map((role) => ({ ...organization.actor, userId: randomUUID(), role }));
});
afterAll(() => graph.stop());

const key = (...narrowedTo: string[]): Actor => ({ ...organization.actor, keyId: randomUUID(), narrowedTo });

const watched = subgraphs.flatMap(({ name, schema }) =>
  Object.values(schema.getSubscriptionType()?.getFields() ?? {})
    .filter(
      ({ astNode }) => !astNode?.directives?.some((directive) => directive.name.value === 'inaccessible'),
    )
    .map((field) => [field.name, { subgraph: name, field }] as const),
);

interface Stream {
  /** The first thing that is sent, marks aside; or what was refused at once. */
  next(): Promise<Told>;
  end(): Promise<void>;
}

/** Opens a subscription at its owner, and waits until it has begun or is refused. */
async function open(subgraph: string, actor: Actor, query: string): Promise<Stream> {
  const request = { query, extensions: { marks: true } };
  const opened = await graph.endpoint(subgraph).subscribe?.(request, { actor, requestId: 'test' });
  if (!opened) throw new Error(`${subgraph} has no subscriptions`);
  if (!(Symbol.asyncIterator in opened)) {
    const refused = JSON.parse(JSON.stringify(opened));
    return { next: async () => refused, end: async () => undefined };
  }
  const first = JSON.parse(JSON.stringify((await opened.next()).value));
  return {
    async next() {
      if (first.errors) return first;
      for (;;) {
        const { value } = await opened.next();
        if (value?.data !== undefined) return JSON.parse(JSON.stringify(value));
      }
    },
    async end() {
      await opened.return?.();
    },
  };
}

const refusals = ({ errors = [] }: Told) =>
  errors.filter(({ extensions }) => extensions.code === 'FORBIDDEN').map(({ path }) => path?.join('.'));

test.each(watched)(
  '%s is watched by whom the tables let, and by nobody else',
  async (name, { subgraph, field }) => {
    const asked = actionsOf('Subscription', name);
    expect(asked).not.toEqual([]);
    const rest = allActions.filter((action) => !asked.includes(action));
    for (const actor of [...members, key(...asked), key(...rest), key()]) {
      const stream = await open(subgraph, actor, rootProbe('subscription', field));
      const isAllowed = asked.every((action) => may(actor, action));
      const told = isAllowed ? [] : refusals(await stream.next());
      expect([actor.role, actor.narrowedTo?.length, told]).toEqual([
        actor.role,
        actor.narrowedTo?.length,
        isAllowed ? [] : [name],
      ]);
      await stream.end();
    }
  },
);

/** What changes a node of the type, so that whoever watches it is sent something. */
const changes: Readonly<Record<string, string>> = {
  Order: 'placeOrder',
  Activity: 'logActivity',
  Deal: 'updateDeal',
  Person: 'createPerson',
  Record: 'updateRecord',
};

const nodesSent = watched.flatMap(([name, { subgraph, field }]) => {
  const sent = getNamedType(field.type) as GraphQLObjectType;
  const node = Object.values(sent.getFields()).find(({ type }) => getNamedType(type).name in changes);
  return node ? [[name, { subgraph, node }] as const] : [];
});

test.each(nodesSent)(
  'of what %s sends, each field is seen by whom the tables let',
  async (name, { subgraph, node }) => {
    const type = getNamedType(node.type) as GraphQLObjectType;
    const mutation = changes[type.name] as string;
    await make.objectDefinition(organization);
    for (const actor of [...members, key(...actionsOf('Subscription', name))]) {
      const probes = [...fieldProbes(type)].filter(([field]) => {
        const isOpen = actionsOf(type.name, field).every((action) => may(actor, action));
        // What may not be null takes with it what it stands in.
        return isOpen || !isNonNullType(type.getFields()[field]?.type);
      });
      const refused = probes
        .map(([field]) => field)
        .filter((field) => !actionsOf(type.name, field).every((action) => may(actor, action)));
      const [example] = examples[mutation] ?? [];
      const input = await example?.(organization);
      const selection = probes.map(([, probe]) => probe).join(' ');
      const stream = await open(
        subgraph,
        actor,
        `subscription { ${name} { ${node.name} { ${selection} } } }`,
      );
      const text = mutationText(mutation, '__typename');
      const written = await graph.ask(organization.actor, text, { input });
      expect([written.errors, written.data?.[mutation]?.userErrors]).toEqual([undefined, []]);
      const sent = await stream.next();
      await stream.end();
      expect([actor.role, refusals(sent).sort()]).toEqual([
        actor.role,
        refused.map((field) => `${name}.${node.name}.${field}`).sort(),
      ]);
      for (const field of refused) expect(sent.data[name][node.name][field]).toBeNull();
    }
  },
);

test('every subscription that sends a node was tried', () => {
  const left = watched.map(([name]) => name).filter((name) => !nodesSent.some(([sent]) => sent === name));
  expect(left).toEqual(['events']);
});
