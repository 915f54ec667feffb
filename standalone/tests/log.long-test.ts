import { randomUUID } from 'node:crypto';
import { askWith, type GraphAnswer, sign } from './graph.js';
import { createTestOrganization, type TestOrganization } from './isolation/organization.js';
import { dealAndStages, make, text } from './isolation/things.js';
import { mutationText } from './mutation-text.js';

/** The log as it stands, page by page. */
async function eventsOf({ ask }: TestOrganization, types?: string[]) {
  const found: GraphAnswer['data'][] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors }: GraphAnswer = await ask(
      `query ($after: String, $types: [String!]) {
        events(first: 100, after: $after, types: $types) { nodes { id position type source subject } pageInfo { hasNextPage endCursor } }
      }`,
      { after, types },
    );
    expect(errors).toBeUndefined();
    found.push(...data.events.nodes);
    if (!data.events.pageInfo.hasNextPage) return found;
    after = data.events.pageInfo.endCursor;
  }
}

test('with writers in all five subgraphs at once, every event is in the log once and no position is missing', async () => {
  const organizations = [await createTestOrganization('harbor'), await createTestOrganization('mill')];
  const writers = [make.person, make.order, make.deal, make.segment, make.record];
  for (const organization of organizations) await make.objectDefinition(organization);
  const written = await Promise.all(
    organizations.map((organization) =>
      Promise.all(
        writers.map(async (write) => {
          const made: string[] = [];
          for (let count = 0; count < 6; count++) made.push(await write(organization));
          return made;
        }),
      ),
    ),
  );
  for (const [index, organization] of organizations.entries()) {
    await organization.settled();
    const events = await eventsOf(organization);
    expect(events.map(({ position }) => Number(position))).toEqual(events.map((_, place) => place + 1));
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const [people, orders, deals, segments, records] = written[index] as string[][];
    const told = (type: string) =>
      events.filter((event) => event.type === type).map(({ subject }) => subject as string);
    // Orders and records are made with a person of their own.
    expect(told('person.created')).toEqual(expect.arrayContaining(people as string[]));
    expect(told('person.created')).toHaveLength(18);
    expect(told('order.placed')).toEqual(orders);
    expect(told('deal.created')).toEqual(deals);
    expect(told('segment.created')).toEqual(segments);
    expect(told('record.created')).toEqual(records);
    expect(new Set(events.map(({ source }) => source))).toEqual(
      new Set(['identity', 'commerce', 'crm', 'marketing', 'platform-objects']),
    );
  }
});

describe('the audit', () => {
  const changes = {
    identity: async (organization: TestOrganization) =>
      ['updatePerson', await make.person(organization), { displayName: 'Ada' }] as const,
    commerce: async (organization: TestOrganization) =>
      ['updateProduct', await make.product(organization), { name: 'Lamp' }] as const,
    crm: async (organization: TestOrganization) =>
      ['updateDeal', (await dealAndStages(organization)).deal, { title: 'Big' }] as const,
    marketing: async (organization: TestOrganization) =>
      ['updateTemplate', await make.template(organization), { name: text() }] as const,
    'platform-objects': async (organization: TestOrganization) =>
      ['updateRecord', await make.record(organization), { isArchived: true }] as const,
  };

  test.each(Object.entries(changes))(
    'tells who changed what in %s, from where and in which request',
    async (source, change) => {
      const organization = await createTestOrganization('harbor');
      const [mutation, id, changed] = await change(organization);
      const userId = randomUUID();
      const actor = { userId, organizationId: organization.id, role: 'ADMIN', scopes: [] } as const;
      const headers = { authorization: `Bearer ${await sign(actor)}` };
      const answer = await askWith(
        { ...headers, 'x-request-id': `audit-${source}`, 'user-agent': 'kith-audit-test/1' },
        { query: mutationText(mutation, '__typename'), variables: { input: { id, ...changed } } },
      );
      expect(answer.errors).toBeUndefined();
      const { data, errors } = await askWith(
        { ...headers, 'x-consistency': String(answer.extensions?.consistency) },
        {
          query: `query ($entity: ID!) { auditEntries(entity: $entity, filter: { requestId: { eq: "audit-${source}" } }) {
          nodes { source operation entity before after actor { id } address userAgent }
        } }`,
          variables: { entity: id },
        },
      );
      expect(errors).toBeUndefined();
      const [property, value] = Object.entries(changed)[0] as [string, unknown];
      const [entry, ...others] = data.auditEntries.nodes;
      expect(others).toEqual([]);
      expect(entry).toEqual({
        source,
        operation: 'UPDATE',
        entity: id,
        before: { [property]: expect.anything() },
        after: { [property]: value },
        actor: { id: expect.stringMatching(/^user_/) },
        address: '127.0.0.1',
        userAgent: 'kith-audit-test/1',
      });
      expect(entry.before[property]).not.toEqual(value);
    },
  );
});
