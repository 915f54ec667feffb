import { type Ask, randomOf, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { identity } from '../src/index.js';

let app: TestSubgraph;
let manager: Ask;
beforeAll(async () => {
  app = await testSubgraph(identity);
  manager = app.as('MANAGER');
});
afterAll(() => app.stop());

const shownPerson = `id displayName email phone externalIds { id } addresses { city }`;

async function write(mutation: string, type: string, input: object, selection: string, ask = manager) {
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} userErrors { code path message } } }`;
  const { data, errors } = await ask(query, { input });
  expect(errors).toBeUndefined();
  return data[mutation];
}

async function person(input: object): Promise<string> {
  const made = await write(
    'createPerson',
    'CreatePersonInput',
    { displayName: 'P', ...input },
    'person { id }',
  );
  expect(made.userErrors).toEqual([]);
  return made.person.id;
}

const merge = (survivorId: string, otherIds: string[], more: object = {}, ask = manager) =>
  write(
    'mergePeople',
    'MergePeopleInput',
    { survivorId, otherIds, ...more },
    `merge { id survivor { id } others { id displayName } choices { property personId } undoneAt }
     person { ${shownPerson} } differences { property values { personId value } }`,
    ask,
  );
const unmerge = (mergeId: string) =>
  write('unmergePeople', 'UnmergePeopleInput', { mergeId }, `merge { undoneAt } people { ${shownPerson} }`);
const update = (input: object) =>
  write('updatePerson', 'UpdatePersonInput', input, `person { ${shownPerson} }`);

async function find(by: object) {
  return (await manager(`query ($by: PersonBy!) { person(by: $by) { ${shownPerson} } }`, { by })).data.person;
}

test('the survivor and whoever was found to be them are the survivor, by every key', async () => {
  const ann = await person({ displayName: 'Ann', phone: '+49301000001' });
  const anna = await person({
    displayName: 'Anna',
    email: 'anna@kith.test',
    externalIds: [{ system: 'shop', id: 'A1' }],
  });
  const input = {
    owners: [{ owner: { personId: anna }, addresses: [{ type: 'HOME', lines: ['1'], city: 'Ulm' }] }],
  };
  await write('setAddresses', 'SetAddressesInput', input, 'addresses { id }');
  const one = {
    id: ann,
    displayName: 'Anna',
    email: 'anna@kith.test',
    phone: '+49301000001',
    externalIds: [{ id: 'A1' }],
    addresses: [{ city: 'Ulm' }],
  };
  const merged = await merge(ann, [anna], { choose: [{ property: 'DISPLAY_NAME', personId: anna }] });
  expect(merged).toMatchObject({
    merge: {
      survivor: { id: ann },
      others: [{ id: anna, displayName: 'Anna' }],
      choices: [{ property: 'DISPLAY_NAME', personId: anna }],
      undoneAt: null,
    },
    person: one,
    userErrors: [],
  });
  const keys = [{ id: ann }, { id: anna }, { email: 'anna@kith.test' }, { phone: '+49301000001' }];
  for (const by of [...keys, { externalId: { system: 'shop', id: 'A1' } }])
    expect(await find(by)).toEqual(one);
  const { data } = await manager(
    `query ($ann: ID!, $anna: ID!) { _entities(representations: [{ __typename: "Person", id: $ann }, { __typename: "Person", id: $anna }]) { ... on Person { ${shownPerson} } }
       people(filter: { displayName: { startsWith: "Ann" } }) { nodes { ${shownPerson} } totalCount } }`,
    { ann, anna },
  );
  expect(data).toEqual({ _entities: [one, one], people: { nodes: [one], totalCount: 1 } });
});

test('undone, each is for themselves again, with what was written meanwhile on the survivor', async () => {
  const [one, two] = [
    await person({ displayName: 'One' }),
    await person({ displayName: 'Two', phone: '+49301000002' }),
  ];
  const before = [await find({ id: one }), await find({ id: two })];
  const { merge: made } = await merge(one, [two]);
  const { person: changed } = await update({ id: two, displayName: 'Changed', phone: '+49301000002' });
  expect(changed).toMatchObject({ id: one, displayName: 'Changed', phone: '+49301000002' });
  const undone = await unmerge(made.id);
  expect(undone).toMatchObject({ merge: { undoneAt: expect.any(String) }, userErrors: [] });
  expect(undone.people).toEqual([{ ...before[0], displayName: 'Changed' }, before[1]]);
  expect([await find({ id: one }), await find({ id: two })]).toEqual(undone.people);
  expect((await unmerge(made.id)).userErrors).toMatchObject([{ code: 'INVALID', path: ['mergeId'] }]);
});

test('a survivor takes the address of another by showing it, and their own by being told so', async () => {
  const [one, two] = [
    await person({ email: 'one@kith.test' }),
    await person({ displayName: 'Two', email: 'two@kith.test' }),
  ];
  const { merge: made } = await merge(one, [two], { choose: [{ property: 'DISPLAY_NAME', personId: two }] });
  expect((await update({ id: one, email: 'two@kith.test' })).person.email).toBe('two@kith.test');
  expect((await update({ id: one, email: 'three@kith.test' })).person.email).toBe('three@kith.test');
  expect((await update({ id: one, displayName: 'Own' })).person.displayName).toBe('Own');
  await unmerge(made.id);
  expect(await find({ id: one })).toMatchObject({ displayName: 'Own', email: 'three@kith.test' });
  expect(await find({ id: two })).toMatchObject({ displayName: 'Two', email: 'two@kith.test' });
});

test('a dry run shows who would be seen and in what they differ, and writes nothing', async () => {
  const [one, two] = [await person({ displayName: 'One' }), await person({ displayName: 'Two' })];
  const shown = await merge(one, [two], {
    dryRun: true,
    choose: [{ property: 'DISPLAY_NAME', personId: two }],
  });
  expect(shown).toMatchObject({
    merge: null,
    person: { id: one, displayName: 'Two' },
    differences: [
      {
        property: 'DISPLAY_NAME',
        values: [
          { personId: one, value: 'One' },
          { personId: two, value: 'Two' },
        ],
      },
    ],
  });
  expect(await find({ id: two })).toMatchObject({ id: two, displayName: 'Two' });
});

test('nobody is merged with who they are already, with strangers, or by who may not', async () => {
  const [one, two, three] = [await person({}), await person({}), await person({})];
  await merge(one, [two]);
  const refusal = async (survivor: string, others: string[], more = {}) =>
    (await merge(survivor, others, more)).userErrors[0];
  expect(await refusal(one, [one])).toMatchObject({ code: 'INVALID', path: ['otherIds', '0'] });
  expect(await refusal(two, [one])).toMatchObject({ code: 'INVALID' });
  expect(await refusal(three, [one, two])).toMatchObject({ code: 'INVALID', path: ['otherIds', '1'] });
  expect(await refusal(one, [])).toMatchObject({ code: 'REQUIRED' });
  expect(await refusal(one, [`${three.slice(0, -4)}zzzz`])).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refusal(one, [three], { choose: [{ property: 'EMAIL', personId: two }] })).toMatchObject({
    path: ['choose', '0', 'personId'],
  });
  const { errors } = await app.as('MEMBER')(
    `mutation ($one: ID!, $three: ID!) { mergePeople(input: { survivorId: $one, otherIds: [$three] }) { merge { id } } }`,
    { one, three },
  );
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('two merges at once never take each of two people for the other', async () => {
  const [one, two] = [await person({}), await person({})];
  const results = await Promise.all([merge(one, [two]), merge(two, [one])]);
  expect(results.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code))).toEqual([
    'INVALID',
  ]);
  expect((await find({ id: one })).id).toBe((await find({ id: two })).id);
});

test('random merges, undone in a random order, leave everybody as they were', async () => {
  const people: string[] = [];
  for (let place = 0; place < 8; place++)
    people.push(await person({ displayName: `R${place}`, email: place % 2 ? `r${place}@kith.test` : null }));
  const all = () => Promise.all(people.map((id) => find({ id })));
  const before = await all();
  const random = randomOf(20261121);
  let merges: string[] = [];
  for (let step = 0; step < 40; step++) {
    if (random.below(3) === 0 && merges.length > 0) {
      const [undone] = merges.splice(random.below(merges.length), 1) as [string];
      expect((await unmerge(undone)).userErrors).toEqual([]);
    } else {
      const [one, other] = [random.of(people), random.of(people)];
      const choose = [{ property: 'DISPLAY_NAME', personId: random.below(2) ? one : other }];
      const { merge: made, userErrors } = await merge(one, [other], { choose });
      if (made) merges.push(made.id);
      else expect(userErrors[0].code).toBe('INVALID');
    }
  }
  expect(merges.length).toBeGreaterThan(0);
  for (; merges.length > 0; merges = merges.slice(0, -1)) {
    merges.sort(() => random.below(3) - 1);
    expect((await unmerge(merges.at(-1) as string)).userErrors).toEqual([]);
  }
  expect(await all()).toEqual(before);
});

test('who may be the same person is told with the reasons, the most alike first', async () => {
  const company = (await write('createCompany', 'CreateCompanyInput', { name: 'C' }, 'company { id }'))
    .company.id;
  const one = await person({ displayName: 'Maria  Anders', phone: '+49301000009', companyId: company });
  const sameName = await person({ displayName: 'ANDERS, Maria' });
  const sameAll = await person({ displayName: 'Maria Anders', phone: '+49301000009', companyId: company });
  await person({ displayName: 'Mario Anders' });
  const dotted = await person({ displayName: 'M.', email: 'maria.anders@kith.test' });
  await update({ id: one, email: 'mariaanders+shop@kith.test' });
  const candidates = `query ($id: ID!) { person(by: { id: $id }) { duplicateCandidates { person { id } other { id } reasons } } }`;
  const ofOne = async () => (await manager(candidates, { id: one })).data.person.duplicateCandidates;
  expect(await ofOne()).toEqual([
    {
      person: { id: one },
      other: { id: sameAll },
      reasons: ['SAME_PHONE', 'SAME_NAME_AND_COMPANY', 'SAME_NAME'],
    },
    { person: { id: one }, other: { id: dotted }, reasons: ['SIMILAR_EMAIL'] },
    { person: { id: one }, other: { id: sameName }, reasons: ['SAME_NAME'] },
  ]);
  const { data } = await manager(`{ duplicateCandidates(first: 100) { person { id } other { id } } }`);
  expect(data.duplicateCandidates).toContainEqual({ person: { id: one }, other: { id: dotted } });
  await merge(one, [sameAll, dotted]);
  expect((await ofOne()).map(({ other }: { other: object }) => other)).toEqual([{ id: sameName }]);
  const past = await manager(`query @asOf(at: "2026-01-01T00:00:00Z") { duplicateCandidates { reasons } }`);
  expect(past.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});
