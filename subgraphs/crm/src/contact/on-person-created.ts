import { batchHandlersOf } from '@kith/kernel';
import type { IdentityEvents } from '@kith/schema/events/identity';
import { Contact, LeadStatus } from './contact.entity.js';
import { createContact } from './write-contact.js';

const on = batchHandlersOf<IdentityEvents>('identity');

/** Who filled in a form is a contact whom nobody spoke to yet. */
export const onPersonCreated = on('person.created', async (tx, events) => {
  for (const { subjectId: personId, payload } of events) {
    if (payload.source !== 'LEAD_FORM' || (await tx.manager.existsBy(Contact, { personId }))) continue;
    await createContact(tx, { personId, leadStatus: LeadStatus.NEW, leadSource: 'lead_form' });
  }
});
