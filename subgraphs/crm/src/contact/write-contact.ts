import {
  changeRow,
  heldByConstraints,
  insertRow,
  lockRow,
  type Tx,
  type Written,
  writeRows,
} from '@kith/kernel';
import { authorize } from '../policy.js';
import { Contact } from './contact.entity.js';
import type { CreateContactInput, UpdateContactInput, UpsertContactsInput } from './contact.inputs.js';

export async function createContact(tx: Tx, { leadStatus, ...input }: CreateContactInput): Promise<Contact> {
  authorize(tx.actor, 'contact:write');
  const values = { ...input, leadStatus: leadStatus ?? undefined };
  return heldByConstraints(
    tx,
    { contact_person: ['UNIQUE', 'This person is a contact already', ['personId']] },
    () => insertRow<Contact>(tx, Contact, values),
  );
}

export async function updateContact(
  tx: Tx,
  { id, expectedVersion, leadStatus, ...input }: UpdateContactInput,
): Promise<Contact> {
  authorize(tx.actor, 'contact:write');
  authorize(tx.actor, 'contact:write', await lockRow(tx, Contact, id));
  return changeRow(tx, Contact, { id, expectedVersion }, { ...input, leadStatus: leadStatus ?? undefined });
}

export async function upsertContacts(
  tx: Tx,
  { contacts, errorPolicy }: UpsertContactsInput,
): Promise<Written<{ contact: Contact }>[]> {
  authorize(tx.actor, 'contact:write');
  return writeRows(tx, { rows: contacts, errorPolicy, path: 'contacts' }, async ({ personId, ...fields }) => {
    const known = await tx.manager.findOneBy(Contact, { personId });
    return {
      contact: known
        ? await updateContact(tx, { id: known.id, ...fields })
        : await createContact(tx, { personId, ...fields }),
    };
  });
}
