import {
  changeRow,
  heldByConstraints,
  insertRow,
  type Mistakes,
  noteExternalIds,
  requireText,
  type Tx,
  under,
  userError,
  type Written,
  writeRows,
} from '@kith/kernel';
import { changeMerged } from '../merge/change-merged.js';
import { seenAs } from '../merge/seen-people.js';
import { authorize } from '../policy.js';
import { findPerson } from './find-person.js';
import { Person } from './person.entity.js';
import type {
  PersonBy,
  PersonFields,
  PersonInput,
  UpdatePersonInput,
  UpsertPeopleInput,
} from './person.inputs.js';

const mistakes: Mistakes = {
  person_email: ['UNIQUE', 'Another person has this e-mail address', ['email']],
  person_company: ['NOT_FOUND', 'There is no company with this id', ['companyId']],
};

export async function createPerson(tx: Tx, { externalIds, ...input }: PersonInput): Promise<Person> {
  authorize(tx.actor, 'person:write');
  const displayName = requireText(input.displayName, 'displayName');
  const person = await heldByConstraints(tx, mistakes, () =>
    insertRow(tx, Person, { ...columns(input), displayName }),
  );
  await noteExternalIds(tx, 'Person', person.id, externalIds);
  return person;
}

export async function updatePerson(
  tx: Tx,
  { id, expectedVersion, displayName, ...input }: UpdatePersonInput,
): Promise<Person> {
  authorize(tx.actor, 'person:write');
  const changes = {
    ...columns(input),
    displayName: displayName == null ? undefined : requireText(displayName, 'displayName'),
  };
  const seen = await seenAs(tx, id);
  const target = { id: seen.id, expectedVersion };
  return heldByConstraints(tx, mistakes, () =>
    seen.isMerged ? changeMerged(tx, target, changes) : changeRow(tx, Person, target, changes),
  );
}

export async function upsertPeople(
  tx: Tx,
  { people, errorPolicy }: UpsertPeopleInput,
): Promise<Written<{ person: Person }>[]> {
  authorize(tx.actor, 'person:write');
  return writeRows(tx, { rows: people, errorPolicy, path: 'people' }, async ({ by, person }) => {
    const id = await findPerson(tx, by);
    if (!id && by.id) throw userError('NOT_FOUND', 'There is no person with this id', ['by', 'id']);
    const written = await under('person', async () => {
      if (!id) return createPerson(tx, withKey(by, person));
      const { externalIds, ...changes } = person;
      await noteExternalIds(tx, 'Person', id, externalIds);
      return updatePerson(tx, { id, ...changes });
    });
    return { person: written };
  });
}

function columns({ email, ...fields }: PersonFields) {
  return { ...fields, email: email?.toLowerCase() };
}

/** A person who is made by a key has that key. */
function withKey({ email, phone, externalId }: PersonBy, person: PersonInput): PersonInput {
  const externalIds = externalId ? [...(person.externalIds ?? []), externalId] : person.externalIds;
  return { ...person, email: person.email ?? email, phone: person.phone ?? phone, externalIds };
}
