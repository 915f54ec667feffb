import { type Id, parseId, prefixOf, requireText, type Tx, userError } from '@kith/kernel';
import { authorize } from '../policy.js';
import { type EndType, ends } from './association.entity.js';
import type { AssociationInput, CreateAssociationsInput } from './association.inputs.js';

interface Edges {
  readonly fromTypes: EndType[];
  readonly fromIds: Id[];
  readonly toTypes: EndType[];
  readonly toIds: Id[];
  readonly types: string[];
}

/** Links things; linking the same two twice with one type is one link. Records must be here, others are their owners' to know. */
export async function createAssociations(tx: Tx, { associations }: CreateAssociationsInput): Promise<number> {
  authorize(tx.actor, 'association:write');
  const { fromTypes, fromIds, toTypes, toIds, types } = edgesOf(associations);
  await requireRecords(tx, [
    ...fromIds.filter((_, index) => fromTypes[index] === 'Record'),
    ...toIds.filter((_, index) => toTypes[index] === 'Record'),
  ]);
  const made = await tx.query(
    `insert into association (from_type, from_id, to_type, to_id, type)
     select * from unnest($1::text[], $2::uuid[], $3::text[], $4::uuid[], $5::text[]) on conflict do nothing returning id`,
    [fromTypes, fromIds, toTypes, toIds, types],
  );
  return made.length;
}

export async function deleteAssociations(tx: Tx, { associations }: CreateAssociationsInput): Promise<number> {
  authorize(tx.actor, 'association:write');
  const { fromIds, toIds, types } = edgesOf(associations);
  const gone = await tx.query(
    `delete from association a using unnest($1::uuid[], $2::uuid[], $3::text[]) as w(from_id, to_id, type)
     where a.from_id = w.from_id and a.to_id = w.to_id and a.type = w.type returning a.id`,
    [fromIds, toIds, types],
  );
  return gone.length;
}

function edgesOf(associations: readonly AssociationInput[]): Edges {
  const read = associations.map(({ fromId, toId, type }, index) => ({
    from: endOf(fromId, ['associations', index, 'fromId']),
    to: endOf(toId, ['associations', index, 'toId']),
    type: requireText(type, 'type'),
  }));
  return {
    fromTypes: read.map(({ from }) => from.type),
    fromIds: read.map(({ from }) => from.id),
    toTypes: read.map(({ to }) => to.type),
    toIds: read.map(({ to }) => to.id),
    types: read.map(({ type }) => type),
  };
}

function endOf(value: string, path: (string | number)[]): { type: EndType; id: Id } {
  const parsed = parseId(value);
  const type = (Object.keys(ends) as EndType[]).find((name) => prefixOf(name) === parsed?.prefix);
  if (!parsed || !type)
    throw userError(
      'INVALID',
      `${JSON.stringify(value.slice(0, 60))} cannot be linked; these can: ${Object.keys(ends).join(', ')}`,
      path,
    );
  return { type, id: parsed.uuid };
}

async function requireRecords(tx: Tx, ids: readonly Id[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const found = await tx.query('select id from record where id = any($1::uuid[]) for key share', [wanted]);
  if (found.length < wanted.length)
    throw userError('NOT_FOUND', 'One of the records is not here', ['associations']);
}
