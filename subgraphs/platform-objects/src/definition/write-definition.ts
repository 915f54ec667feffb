import { isDeepStrictEqual } from 'node:util';
import { changeRow, insertRow, lockRow, type Tx, userError } from '@kith/kernel';
import { authorize } from '../policy.js';
import { ObjectDefinition } from './definition.entity.js';
import type {
  EnsureObjectDefinitionInput,
  PropertyInput,
  UpdateObjectDefinitionInput,
} from './definition.inputs.js';
import { type Property, PropertyType } from './property-type.js';

/** Makes a definition what it should be. The same call twice changes nothing; a changed one makes a new version. */
export async function ensureObjectDefinition(
  tx: Tx,
  input: EnsureObjectDefinitionInput,
): Promise<ObjectDefinition> {
  authorize(tx.actor, 'definition:write');
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(input.name))
    throw userError('INVALID', 'A name has small letters, digits and underscores', ['name']);
  const wanted = {
    ...input,
    icon: input.icon ?? null,
    color: input.color ?? null,
    properties: propertiesOf(input.properties),
  };
  // One at a time: two first calls of the same name would both insert.
  await tx.query(`select pg_advisory_xact_lock(hashtext(current_setting('app.organization_id') || $1))`, [
    input.name,
  ]);
  const present = await tx.manager.findOneBy(ObjectDefinition, { name: input.name });
  if (!present) return insertRow<ObjectDefinition>(tx, ObjectDefinition, wanted as ObjectDefinition);
  const { pluralName, icon, color, properties } = present;
  const { name: _, ...compared } = wanted;
  if (isDeepStrictEqual({ pluralName, icon, color, properties }, { ...compared })) return present;
  return changeRow(tx, ObjectDefinition, { id: present.id }, wanted);
}

export async function updateObjectDefinition(
  tx: Tx,
  { id, expectedVersion, isActive }: UpdateObjectDefinitionInput,
): Promise<ObjectDefinition> {
  authorize(tx.actor, 'definition:write');
  const { isSystem } = await lockRow(tx, ObjectDefinition, id);
  if (isSystem && isActive === false)
    throw userError('INVALID', 'A definition of the system cannot be switched off', ['isActive']);
  return changeRow(tx, ObjectDefinition, { id, expectedVersion }, { isActive: isActive ?? undefined });
}

function propertiesOf(inputs: readonly PropertyInput[]): Property[] {
  const names = new Set<string>();
  return inputs.map(
    ({ name, type, isRequired, isFilterable, isDisplayName, isSearchable, options = null }, index) => {
      const path = ['properties', index];
      if (!/^[a-z][a-zA-Z0-9]{0,62}$/.test(name))
        throw userError('INVALID', 'A name has letters and digits and begins with a small letter', [
          ...path,
          'name',
        ]);
      if (names.has(name))
        throw userError('UNIQUE', `There are two properties called ${name}`, [...path, 'name']);
      if ((type === PropertyType.SELECT) !== Boolean(options?.length))
        throw userError('INVALID', 'A SELECT has options, and nothing else has', [...path, 'options']);
      names.add(name);
      return { name, type, isRequired, isFilterable, isDisplayName, isSearchable, options };
    },
  );
}
