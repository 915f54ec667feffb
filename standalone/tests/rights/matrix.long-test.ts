import { randomUUID } from 'node:crypto';
import type { Actor } from '@kith/kernel';
import { examples } from '../isolation/examples.js';
import { fill } from '../isolation/fill.js';
import { idsOfAll } from '../isolation/harvest.js';
import { createTestOrganization, type TestOrganization } from '../isolation/organization.js';
import { nodeTypes, schema } from '../isolation/schema.js';
import { mutationText } from '../mutation-text.js';
import { type AnyActor, startAnyActor, type Told } from './any-actor.js';
import { fieldProbes, rootProbe } from './probes.js';
import { actionsOf, allActions, may, mayWithAll, rolesUpwards } from './tables.js';

/** Root fields that belong to no action, and why. */
const forAnybody: Readonly<Record<string, string>> = {
  node: 'asks for the reading of what it finds',
  nodes: 'asks for the reading of what it finds',
  explainAccess: 'tells of rights, and of nothing that cannot be read',
  register: 'for strangers',
  verifyEmail: 'for strangers',
  signIn: 'for strangers',
  completeSignIn: 'for strangers',
  refreshSession: 'for who holds a session',
  signOut: 'for who holds a session',
  requestPasswordReset: 'for strangers',
  resetPassword: 'for strangers',
};

/** Nodes that their users see, and nobody else whatever their role. */
const withoutNodes = ['Session'];

let graph: AnyActor;
let organization: TestOrganization;
let ids: ReadonlyMap<string, string>;
let members: readonly Actor[];
beforeAll(async () => {
  graph = await startAnyActor();
  organization = await createTestOrganization('rights');
  await fill(organization);
  await organization.settled();
  ids = await idsOfAll(organization);
  members = rolesUpwards.map((role) => ({ ...organization.actor, userId: randomUUID(), role }));
});
afterAll(() => graph.stop());

const owner = (): Actor => ({ ...organization.actor });
/** A key of the owner, for some actions alone. */
const key = (...narrowedTo: string[]): Actor => ({ ...owner(), keyId: randomUUID(), narrowedTo });
const operator = (scope: string): Actor => ({
  userId: null,
  organizationId: null,
  role: null,
  scopes: [scope],
});

const refusals = ({ errors = [] }: Told) =>
  errors.filter(({ extensions }) => extensions.code === 'FORBIDDEN').map(({ path }) => path?.join('.'));

/** Whoever asks: everybody of the organization, and keys for exactly what a field asks for, and for all but that. */
function askers(asked: readonly string[]): Actor[] {
  const rest = allActions.filter((action) => !asked.includes(action));
  const scopes = ['organization:create', 'mail:read'];
  const viewersKey = { ...key(...asked), role: 'VIEWER' as const };
  return [...members, key(...asked), key(...rest), key(), viewersKey, ...scopes.map(operator)];
}

const who = ({ role, scopes, narrowedTo }: Actor) =>
  `${role ?? scopes.join()}${narrowedTo ? ` with a key for ${narrowedTo.length} actions` : ''}`;

const kinds = [
  ['query', schema.getQueryType()],
  ['mutation', schema.getMutationType()],
] as const;
const roots = kinds.flatMap(([kind, type]) =>
  Object.values(type?.getFields() ?? {}).map(
    (field) => [`${type?.name}.${field.name}`, { kind, field }] as const,
  ),
);

test.each(roots)('%s answers whom the tables let, and nobody else', async (name, { kind, field }) => {
  const asked = actionsOf(...(name.split('.') as [string, string]));
  expect({ field: field.name, isForAnybody: asked.length === 0 }).toEqual({
    field: field.name,
    isForAnybody: field.name in forAnybody,
  });
  for (const actor of askers(asked)) {
    const isRefused = refusals(await graph.ask(actor, rootProbe(kind, field))).includes(field.name);
    expect({ who: who(actor), isRefused }).toEqual({
      who: who(actor),
      isRefused: !asked.every((action) => may(actor, action)),
    });
  }
});

const mutations = Object.entries(examples).filter(([name]) => schema.getMutationType()?.getFields()[name]);

test.each(mutations)('%s does what it says for whom the tables let', async (name, inputs) => {
  const asked = actionsOf('Mutation', name);
  for (const actor of [...members, key(...asked)]) {
    // Whose a thing is that may be changed, the subgraphs' own tests look at.
    if (!asked.every((action) => mayWithAll(actor, action))) continue;
    for (const example of inputs) {
      const input = await example(organization);
      const answer = await graph.ask(actor, mutationText(name, '__typename'), { input });
      expect({ who: who(actor), refused: refusals(answer) }).toEqual({ who: who(actor), refused: [] });
    }
  }
});

test('there is a node of every type', () => {
  const missing = nodeTypes.map(({ name }) => name).filter((name) => !ids.has(name));
  expect(missing.filter((name) => !withoutNodes.includes(name))).toEqual([]);
});

test.each(
  nodeTypes.filter(({ name }) => !withoutNodes.includes(name)).map((type) => [type.name, type] as const),
)('each field of %s is seen by whom the tables let, and is null to others', async (name, type) => {
  const id = ids.get(name);
  const read = readingOf(name);
  const actors = [...members, key(read), key(read, 'audit:read'), key(...allActions), key()];
  for (const actor of actors) {
    const ask = (selection: string) =>
      graph.ask(actor, `query ($id: ID!) { node(id: $id) { ... on ${name} { ${selection} } } }`, { id });
    if (!may(actor, read)) {
      const answer = await ask('id');
      expect([who(actor), answer.data, refusals(answer)]).toEqual([who(actor), { node: null }, ['node']]);
      continue;
    }
    const probes = [...fieldProbes(type)];
    const open = probes.filter(([field]) => actionsOf(name, field).every((action) => may(actor, action)));
    const seen = await ask(open.map(([, probe]) => probe).join(' '));
    expect([who(actor), refusals(seen)]).toEqual([who(actor), []]);
    for (const [field, probe] of probes.filter((one) => !open.includes(one))) {
      const answer = await ask(probe);
      expect([who(actor), field, answer.data?.node?.[field] ?? null]).toEqual([who(actor), field, null]);
      expect([who(actor), refusals(answer)]).toEqual([who(actor), [`node.${field}`]]);
    }
  }
});

/** The action of reading a type: what the root field asks for that finds nodes of it, or its noun. */
function readingOf(typeName: string): string {
  const nouns: Readonly<Record<string, string>> = {
    AppVersion: 'app',
    AuditEntry: 'audit',
    Collection: 'product',
    DomainEvent: 'event',
    Membership: 'member',
    Merge: 'person',
    ObjectDefinition: 'definition',
    ProductVariant: 'product',
    SegmentMember: 'segment',
    Stage: 'pipeline',
    WebhookDelivery: 'webhook',
    WebhookEndpoint: 'webhook',
  };
  const noun = typeName.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
  return `${nouns[typeName] ?? noun}:read`;
}
