import { type AskGraph, as } from './graph.js';
import { createTestOrganization, type TestOrganization } from './isolation/organization.js';
import { make, text } from './isolation/things.js';
import { until } from './with-events.js';

const found = `query ($query: String!, $types: [SearchType!]) { search(query: $query, types: $types) { totalCount nodes { node {
  __typename
  ... on Person { id name: displayName }
  ... on Company { id name }
  ... on Product { id name }
  ... on Order { id number }
  ... on Deal { id name: title }
  ... on Record { id name: displayName }
} } } }`;

/** What is found, the best first, as `Person Horst Kloss`. */
async function find(ask: AskGraph, query: string, types?: readonly string[]): Promise<string[]> {
  const { data, errors } = await ask(found, { query, types });
  expect(errors).toBeUndefined();
  return data.search.nodes.map(
    ({ node }: { node: { __typename: string; name?: string; number?: number } }) =>
      `${node.__typename} ${node.name ?? node.number}`,
  );
}

describe('in the demo', () => {
  test.each([
    ['northwind', 'Klos Horst', 'Person Horst Kloss'],
    ['northwind', 'quik-stop', 'Company QUICK-Stop'],
    ['northwind', 'quickstop', 'Company QUICK-Stop'],
    ['northwind', 'quick@northwind.demo', 'Person Horst Kloss'],
    ['northwind', 'frederique', 'Person Frédérique Citeaux'],
    ['northwind', 'Rene Philips', 'Person Rene Phillips'],
    ['northwind', 'chartreuse', 'Product Chartreuse verte'],
    ['northwind', '774', 'Order 774'],
    ['northwind', 'quick-stop 11021', 'Deal QUICK-Stop, order 11021'],
    ['chinook', 'acdc', 'Record AC/DC'],
    ['chinook', 'antonio jobim', 'Record Antônio Carlos Jobim'],
  ])('%s: %s finds first %s', async (organization, query, first) => {
    const ask = as(`owner@${organization}.demo`);
    const hits = await until(async () => {
      const all = await find(ask, query);
      return all[0] === first && all;
    });
    expect(hits[0]).toBe(first);
  });

  test('a property that its definition makes searchable is searched', async () => {
    const ask = as('owner@chinook.demo');
    const hits = await until(async () => {
      const all = await find(ask, 'bossa nova');
      return all.length > 0 && all;
    });
    expect(hits.every((hit) => hit.startsWith('Record '))).toBe(true);
  });

  test('a hit is a node of the whole graph: one query goes on from it through other subgraphs', async () => {
    const answer = await until(async () => {
      const { data } = await as('owner@northwind.demo')(
        `{ search(query: "horst kloss", types: [PERSON]) { nodes { node { ... on Person {
          displayName company { name } orders(first: 1) { totalCount } deals(first: 1) { totalCount } } } } } }`,
      );
      return data.search.nodes.length > 0 && data;
    });
    expect(answer.search.nodes[0]).toEqual({
      node: {
        displayName: 'Horst Kloss',
        company: { name: 'QUICK-Stop' },
        orders: { totalCount: 28 },
        deals: { totalCount: expect.any(Number) },
      },
    });
  });
});

describe('in an organization of its own', () => {
  let organization: TestOrganization;
  let stranger: TestOrganization;
  beforeAll(async () => {
    organization = await createTestOrganization('library');
    stranger = await createTestOrganization('cellar');
  });

  const seen = async (query: string, { ask, settled } = organization) => {
    await organization.settled();
    await settled();
    return find(ask, query);
  };
  const person = async (displayName: string, more = {}) =>
    (await organization.write('createPerson', { displayName, ...more }, 'person { id }')).person.id;

  test('who is renamed is found by the new name, and a stranger finds neither', async () => {
    const id = await person('Zacharias Weidenfeld', { email: `${text()}@weiden.test`, phone: '+4930901820' });
    for (const query of ['weidenfeld', 'wiedenfeld', '030 901820', 'weiden.test'])
      expect([query, await seen(query)]).toEqual([query, ['Person Zacharias Weidenfeld']]);
    expect(await seen('weidenfeld', stranger)).toEqual([]);
    await organization.write(
      'updatePerson',
      { id, expectedVersion: 1, displayName: 'Balthasar Erlenbach' },
      'person { id }',
    );
    expect([await seen('weidenfeld'), await seen('erlenbach')]).toEqual([[], ['Person Balthasar Erlenbach']]);
  });

  test('who is merged is found as the survivor, once, and both are found when that is undone', async () => {
    const [kept, lost] = [await person('Melchior Kranich'), await person('M. Kranich-Reiher')];
    const input = { survivorId: kept, otherIds: [lost] };
    const { merge } = await organization.write('mergePeople', input, 'merge { id }');
    expect([await seen('kranich'), await seen('reiher')]).toEqual([
      ['Person Melchior Kranich'],
      ['Person Melchior Kranich'],
    ]);
    await organization.write('unmergePeople', { mergeId: merge.id }, '__typename');
    expect(await seen('reiher')).toEqual(['Person M. Kranich-Reiher']);
    expect((await seen('kranich')).sort()).toEqual(['Person M. Kranich-Reiher', 'Person Melchior Kranich']);
  });

  test('a product is found by the SKU of a variant, and a company by its domain', async () => {
    const variants = [{ sku: 'QX-77-120', name: 'Large', price: '1' }];
    const products = [
      {
        by: { externalId: { system: 'test', id: text() } },
        product: { name: 'Amphora', variants, status: 'ACTIVE' },
      },
    ];
    await organization.write('upsertProducts', { products }, '__typename');
    await organization.write('createCompany', { name: 'Töpferei', domain: 'amphoren.example' }, '__typename');
    for (const query of ['QX-77', 'qx77120', '77-120', 'amphora'])
      expect([query, await seen(query)]).toEqual([query, expect.arrayContaining(['Product Amphora'])]);
    expect(await seen('amphoren.ex')).toEqual(['Company Töpferei']);
    expect(await seen('topferei')).toEqual(['Company Töpferei']);
  });

  test('a record is found by its name and what is searchable, not when it is archived or deleted', async () => {
    const properties = [
      { name: 'title', type: 'STRING', isDisplayName: true },
      { name: 'about', type: 'STRING', isSearchable: true },
      { name: 'secret', type: 'STRING' },
    ];
    const definition = { name: 'scroll', pluralName: 'scrolls', properties };
    await organization.write('ensureObjectDefinition', definition, '__typename');
    const input = {
      definition: 'scroll',
      properties: { title: 'Papyrus', about: 'Harvest in Alexandria', secret: 'Hypatia' },
    };
    const { record } = await organization.write('createRecord', input, 'record { id }');
    const all = async () => [await seen('papyrus'), await seen('alexandria'), await seen('hypatia')];
    const hit = ['Record Papyrus'];
    expect(await all()).toEqual([hit, hit, []]);
    await organization.write('updateRecord', { id: record.id, isArchived: true }, '__typename');
    expect(await all()).toEqual([[], [], []]);
    await organization.write('updateRecord', { id: record.id, isArchived: false }, '__typename');
    expect(await all()).toEqual([hit, hit, []]);
    await organization.write('deleteRecord', { id: record.id }, '__typename');
    expect(await all()).toEqual([[], [], []]);
  });

  test('a deal is found, and types say among what', async () => {
    await make.deal(organization);
    await organization.settled();
    const types = ['DEAL'];
    expect(await find(organization.ask, 'd', types)).toEqual(['Deal D']);
    expect(await find(stranger.ask, 'd', types)).toEqual([]);
  });
});
