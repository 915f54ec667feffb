import { batchHandlersOf, type EventOf, type Handler, type Tx } from '@kith/kernel';
import type { CrmEvents } from '@kith/schema/events/crm';
import { changeFigures } from './change-figures.js';

const on = batchHandlersOf<CrmEvents>('crm');

/** How far a contact is won says how far the person has come. */
export const onContactChanged: readonly Handler[] = [
  on('contact.created', noteLeadStatus),
  on('contact.updated', noteLeadStatus),
];

type Told = EventOf<CrmEvents, 'contact.created' | 'contact.updated'>;

function noteLeadStatus(tx: Tx, events: readonly Told[]): Promise<void> {
  return changeFigures(tx, events, ({ payload }) => ({ leadStatus }) => ({
    leadStatus: payload.leadStatus ?? leadStatus,
  }));
}
