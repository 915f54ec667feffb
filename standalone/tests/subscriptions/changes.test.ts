import { randomUUID } from 'node:crypto';
import type { Client } from 'graphql-ws';
import { demoActor, graphUrl, sign } from '../graph.js';
import { createTestOrganization, type TestOrganization } from '../isolation/organization.js';
import { clientOf, open, watch } from './watching.js';

let organization: TestOrganization;
let other: TestOrganization;
beforeAll(async () => {
  organization = await createTestOrganization('harbor');
  other = await createTestOrganization('mill');
});

const clients: Client[] = [];
afterAll(async () => {
  for (const client of clients) await client.dispose();
});

function client(actor = organization.actor): Client {
  const made = clientOf(graphUrl(), () => sign(actor));
  clients.push(made);
  return made;
}

async function change(mutation: string, input: object, on = organization): Promise<string> {
  const noun = mutation.replace(/^[a-z]+/, '');
  const field = `${noun[0]?.toLowerCase()}${noun.slice(1)}`;
  return (await on.write(mutation, input, `${field} { id }`))[field].id;
}

const addPerson = (displayName = `Watched ${randomUUID()}`) => change('createPerson', { displayName });

test('a person is watched with what four subgraphs say of them, from each change on', async () => {
  const id = await addPerson();
  const watching = await watch(
    client(),
    `subscription ($id: ID) {
       personChanged(id: $id) {
         cursor type at
         person { displayName contact { jobTitle } deals(first: 1) { totalCount } orders(first: 1) { totalCount } subscriber { id } }
       }
     }`,
    { id },
  );
  await change('updatePerson', { id, displayName: 'Renamed' });
  const { data, extensions, errors } = await watching.next();
  expect(errors).toBeUndefined();
  expect(data.personChanged).toMatchObject({
    type: 'UPDATED',
    person: { displayName: 'Renamed', deals: { totalCount: 0 }, orders: { totalCount: 0 } },
  });
  expect(extensions).toEqual({ cursor: data.personChanged.cursor });
  await watching.end();
});

test('a deal is watched by its pipeline, and an activity by its deal', async () => {
  const { pipeline } = await organization.write(
    'createPipeline',
    { name: 'Watched', stages: [{ name: 'New' }] },
    'pipeline { id stages { id } }',
  );
  const deals = await watch(
    client(),
    `subscription ($p: ID) { dealChanged(pipelineId: $p) { type deal { id title stage { name } person { displayName } } } }`,
    { p: pipeline.id },
  );
  const personId = await addPerson('Buyer');
  const id = await change('createDeal', {
    title: 'Watched',
    personId,
    stageId: pipeline.stages[0].id,
    amount: '1',
  });
  const activities = await watch(
    client(),
    `subscription ($d: ID) { activityAdded(dealId: $d) { type activity { subject } } }`,
    { d: id },
  );
  const others = await watch(
    client(),
    `subscription ($p: ID) { activityAdded(personId: $p) { activity { subject } } }`,
    { p: personId },
  );
  await change('logActivity', { type: 'NOTE', subject: 'Of another', personId: await addPerson() });
  await change('logActivity', { type: 'NOTE', subject: 'Of the deal', dealId: id });
  await change('logActivity', { type: 'NOTE', subject: 'Of the person', personId });
  const first = await deals.next();
  expect(first.data.dealChanged).toMatchObject({
    type: 'CREATED',
    deal: { id, title: 'Watched', person: { displayName: 'Buyer' } },
  });
  expect((await activities.next()).data.activityAdded).toEqual({
    type: 'CREATED',
    activity: { subject: 'Of the deal' },
  });
  expect((await others.next()).data.activityAdded.activity.subject).toBe('Of the person');
  await Promise.all([deals.end(), activities.end(), others.end()]);
});

test('what was missed comes first to whoever gives their last cursor, then what comes', async () => {
  const id = await addPerson();
  const query = `subscription ($id: ID, $after: String) { personChanged(id: $id, after: $after) { person { displayName } } }`;
  const first = await watch(client(), query, { id });
  await change('updatePerson', { id, displayName: '1' });
  const { extensions } = await first.next();
  await first.end();
  for (const displayName of ['2', '3']) await change('updatePerson', { id, displayName });
  const names: string[] = [];
  const again = open(client(), query, { id, after: extensions?.cursor });
  for (;;) {
    const { data } = await again.next();
    if (data === undefined) break;
    names.push(data.personChanged.person.displayName);
  }
  // Two changes, each with the person as they are when it is sent.
  expect(names).toEqual(['3', '3']);
  await change('updatePerson', { id, displayName: '4' });
  expect((await again.next()).data.personChanged.person.displayName).toBe('4');
  await again.end();
});

test('whoever may not watch is told so, and what cannot be gone on from', async () => {
  const viewer = open(client(demoActor('viewer@northwind.demo')), 'subscription { events { cursor } }');
  await expect(viewer.next()).rejects.toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  const nowhere = open(client(), 'subscription { personChanged(after: "nonsense") { cursor } }');
  await expect(nowhere.next()).rejects.toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('nobody hears of another organization', async () => {
  const stranger = await watch(
    client(other.actor),
    'subscription { personChanged { person { displayName } } }',
  );
  const own = await watch(client(), 'subscription { personChanged { person { displayName } } }');
  await addPerson('Harbor only');
  expect((await own.next()).data.personChanged.person.displayName).toBe('Harbor only');
  await change('createPerson', { displayName: 'Mill only' }, other);
  expect((await stranger.next()).data.personChanged.person.displayName).toBe('Mill only');
  await Promise.all([stranger.end(), own.end()]);
});

describe('server-sent events', () => {
  /** The lines of a stream, as they come. */
  async function* lines(response: Response): AsyncGenerator<string> {
    let rest = '';
    for await (const chunk of response.body ?? []) {
      const parts = (rest + Buffer.from(chunk).toString()).split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
    }
  }

  async function post(body: object, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${graphUrl()}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${await sign(organization.actor)}`,
        ...headers,
      },
      body: JSON.stringify(body),
    });
  }

  test('carry a subscription, and take it up after the last event', async () => {
    const id = await addPerson();
    const asked = {
      query: 'subscription ($id: ID) { personChanged(id: $id) { person { displayName } } }',
      variables: { id },
      extensions: { marks: true },
    };
    const response = await post(asked);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const heard = lines(response);
    const next = async (prefix: string) => {
      for (;;) {
        const { value, done } = await heard.next();
        if (done) throw new Error('It is over');
        if (value.startsWith(prefix)) return value.slice(prefix.length);
      }
    };
    const begun = await next('id: ');
    await change('updatePerson', { id, displayName: 'A' });
    await next('event: next');
    expect(await next('id: ')).not.toBe(begun);
    expect(JSON.parse(await next('data: ')).data.personChanged.person.displayName).toBe('A');
    await heard.return(undefined);
    await change('updatePerson', { id, displayName: 'B' });
    const again = lines(await post({ ...asked, extensions: {} }, { 'last-event-id': begun }));
    const names: string[] = [];
    for await (const line of again) {
      if (line.startsWith('data: {'))
        names.push(JSON.parse(line.slice(6)).data.personChanged.person.displayName);
      if (names.length === 2) break;
    }
    // An event shows what is there when it is sent.
    expect(names).toEqual(['B', 'B']);
  });

  test('carry a query, and say that it is complete; errors too', async () => {
    const all = await (await post({ query: '{ __typename }' })).text();
    expect(all).toContain('event: next\ndata: {"data":{"__typename":"Query"},');
    expect(all.trimEnd().endsWith('event: complete\ndata:')).toBe(true);
    const wrong = await (await post({ query: 'subscription { nothing }' })).text();
    expect(wrong).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(wrong).toContain('event: complete');
  });
});
