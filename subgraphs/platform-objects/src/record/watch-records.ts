import {
  type Feed,
  followChanges,
  type Id,
  type NodeDelivery,
  type Request,
  RequestError,
} from '@kith/kernel';
import { definitionNamed } from '../definition/definition-named.js';
import { recordById } from './record.loaders.js';

export interface WatchedRecords {
  /** A definition's name. */
  readonly definition?: string | null;
  readonly id?: Id<'Record'> | null;
  readonly after?: string | null;
}

/**
 * The changes of records behind a cursor, and those that come.
 *
 * @throws RequestError `NOT_FOUND` when nothing of this name is defined.
 */
export async function watchRecords(feed: Feed, { definition: name, id, after }: WatchedRecords) {
  const definition = name ? await feed.read(({ snapshot }) => definitionNamed(snapshot, name)) : null;
  if (name && !definition) throw new RequestError('NOT_FOUND', `Nothing called ${name} is defined`);
  const isDefined = async (change: NodeDelivery, request: Request) => {
    const record = await recordById(request).load(change.id);
    return (record?.definitionId ?? change.before?.['definition_id']) === definition?.id;
  };
  return followChanges(feed, {
    typeName: 'Record',
    table: 'record',
    id,
    after,
    wants: definition ? isDefined : null,
  });
}
