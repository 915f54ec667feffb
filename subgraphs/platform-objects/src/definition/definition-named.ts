import { hydrate, type Statements } from '@kith/kernel';
import { ObjectDefinition } from './definition.entity.js';

/** The definition with this name, or null. */
export async function definitionNamed(
  statements: Statements,
  name: string,
): Promise<ObjectDefinition | null> {
  const rows = await statements.query(
    `select id, version, created_at as "createdAt", updated_at as "updatedAt", name, plural_name as "pluralName", properties,
       is_system as "isSystem", is_active as "isActive", icon, color
     from object_definition where name = $1`,
    [name],
  );
  return hydrate(ObjectDefinition, rows)[0] ?? null;
}
