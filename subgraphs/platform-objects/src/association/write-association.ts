import { type Id, parseId, prefixOf, requireText, type Tx, userError } from '@kith/kernel';
import type { AssociationFacts } from '@kith/schema/events/platform-objects';
import { publish } from '../events.js';
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
  const made = await tx.query<Link>(
    `insert into association (from_type, from_id, to_type, to_id, type)
     select * from unnest($1::text[], $2::uuid[], $3::text[], $4::uuid[], $5::text[]) on conflict do nothing returning ${link}`,
    [fromTypes, fromIds, toTypes, toIds, types],
  );
  for (const { id, ...payload } of made) publish(tx, 'association.created', { subject: id, payload });
  return made.length;
}

export async function deleteAssociations(tx: Tx, { associations }: CreateAssociationsInput): Promise<number> {
  authorize(tx.actor, 'association:write');
  const { fromIds, toIds, types } = edgesOf(associations);
  const gone = await tx.query<Link>(
    `delete from association using unnest($1::uuid[], $2::uuid[], $3::text[]) as w(from_id, to_id, type)
     where association.from_id = w.from_id and association.to_id = w.to_id and association.type = w.type returning ${link}`,
    [fromIds, toIds, types],
  );
  tellOfDeleted(tx, gone);
  return gone.length;
}

/** Deletes all links of something that is no more. */
export async function deleteAssociationsOf(tx: Tx, id: Id): Promise<void> {
  const gone = await tx.query<Link>(
    `delete from association where from_id = $1 or to_id = $1 returning ${link}`,
    [id],
  );
  tellOfDeleted(tx, gone);
}

type Link = AssociationFacts & { readonly id: Id<'Association'> };

const columns = {
  id: 'id',
  fromType: 'from_type',
  fromId: 'from_id',
  toType: 'to_type',
  toId: 'to_id',
  type: 'type',
};
const link = Object.entries(columns)
  .map(([name, column]) => `association.${column} as "${name}"`)
  .join(', ');

function tellOfDeleted(tx: Tx, links: readonly Link[]): void {
  for (const { id, ...payload } of links) publish(tx, 'association.deleted', { subject: id, payload });
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
