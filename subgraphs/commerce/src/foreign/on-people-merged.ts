import { type Handler, handlersOf, setAliases } from '@kith/kernel';
import type { IdentityEvents } from '@kith/schema/events/identity';

const on = handlersOf<IdentityEvents>('identity');

/** Rows stay with the ids that they were written with; from now on these ids stand for others, or no longer do. */
export const onPeopleMerged: readonly Handler[] = [
  on('person.merged', (tx, { payload, position }) => setAliases(tx, 'Person', payload.clusters, position)),
  on('person.unmerged', (tx, { payload, position }) => setAliases(tx, 'Person', payload.clusters, position)),
];
