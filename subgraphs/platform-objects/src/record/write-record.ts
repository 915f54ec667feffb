import {
  changeRow,
  deleteRow,
  findExternal,
  type Id,
  insertRow,
  lockRow,
  noteExternalIds,
  type Tx,
  userError,
  type Written,
  writeRows,
} from '@kith/kernel';
import { deleteAssociationsOf } from '../association/write-association.js';
import { ObjectDefinition } from '../definition/definition.entity.js';
import { definitionNamed } from '../definition/definition-named.js';
import { authorize } from '../policy.js';
import { writeFilterable } from './filterable-values.js';
import { ObjectRecord } from './record.entity.js';
import type {
  CreateRecordInput,
  RecordParties,
  UpdateRecordInput,
  UpsertRecordsInput,
} from './record.inputs.js';
import { validateProperties } from './validate-properties.js';

type Properties = globalThis.Record<string, unknown>;

export async function createRecord(
  tx: Tx,
  { definition: name, properties, ...parties }: CreateRecordInput,
): Promise<ObjectRecord> {
  authorize(tx.actor, 'record:write');
  return insertRecord(tx, await activeDefinition(tx, name), properties, parties);
}

export async function updateRecord(
  tx: Tx,
  { id, expectedVersion, properties, isArchived, ownerId, teamId }: UpdateRecordInput,
): Promise<ObjectRecord> {
  authorize(tx.actor, 'record:write');
  const present = await lockRow(tx, ObjectRecord, id);
  authorize(tx.actor, 'record:write', present);
  const definition = await tx.manager.findOneByOrFail(ObjectDefinition, { id: present.definitionId });
  const merged = merge(present.properties, properties ?? {});
  const record = await changeRow(
    tx,
    ObjectRecord,
    { id, expectedVersion },
    {
      properties: merged,
      displayName: displayNameOf(definition, merged),
      searchText: searchTextOf(definition, merged),
      isArchived: isArchived ?? undefined,
      ownerId,
      teamId,
    },
  );
  validateProperties(definition, merged);
  await writeFilterable(tx, definition, record);
  return record;
}

/** Deletes a record with its associations. */
export async function deleteRecord(tx: Tx, { id }: { id: Id<'Record'> }): Promise<Id<'Record'>> {
  authorize(tx.actor, 'record:delete');
  const record = await lockRow(tx, ObjectRecord, id);
  await deleteAssociationsOf(tx, id);
  await tx.query('delete from external_id where node_id = $1', [id]);
  await deleteRow(tx, ObjectRecord, record);
  return id;
}

export async function upsertRecords(
  tx: Tx,
  { definition: name, records, errorPolicy }: UpsertRecordsInput,
): Promise<Written<{ record: ObjectRecord }>[]> {
  authorize(tx.actor, 'record:write');
  const definition = await activeDefinition(tx, name);
  return writeRows(
    tx,
    { rows: records, errorPolicy, path: 'records' },
    async ({ externalId, properties, ...parties }) => {
      const known = await findExternal(tx, 'Record', externalId);
      if (known) return { record: await updateRecord(tx, { ...parties, id: known, properties }) };
      const record = await insertRecord(tx, definition, properties, parties);
      await noteExternalIds(tx, 'Record', record.id, [externalId]);
      return { record };
    },
  );
}

async function insertRecord(
  tx: Tx,
  definition: ObjectDefinition,
  properties: Properties,
  parties: RecordParties,
): Promise<ObjectRecord> {
  validateProperties(definition, properties);
  const displayName = displayNameOf(definition, properties);
  const record = await insertRow<ObjectRecord>(tx, ObjectRecord, {
    definitionId: definition.id,
    ...parties,
    properties,
    displayName,
    searchText: searchTextOf(definition, properties),
  } as ObjectRecord);
  await writeFilterable(tx, definition, record);
  return record;
}

async function activeDefinition(tx: Tx, name: string): Promise<ObjectDefinition> {
  const definition = await definitionNamed(tx, name);
  if (!definition) throw userError('NOT_FOUND', `Nothing called ${name} is defined`, ['definition']);
  if (!definition.isActive) throw userError('INVALID', `${name} is switched off`, ['definition']);
  return definition;
}

function merge(present: Properties, changes: Properties): Properties {
  return Object.fromEntries(Object.entries({ ...present, ...changes }).filter(([, value]) => value !== null));
}

function displayNameOf({ properties, name }: ObjectDefinition, values: Properties): string {
  const parts = properties
    .filter((property) => property.isDisplayName)
    .map((property) => values[property.name]);
  return parts.filter((part) => part !== undefined).join(' ') || name;
}

function searchTextOf({ properties }: ObjectDefinition, values: Properties): string | null {
  const parts = properties
    .filter((property) => property.isSearchable)
    .map((property) => values[property.name]);
  return parts.filter((part) => part !== undefined).join('\n') || null;
}
