import { snakeCase } from '../database/snake-case.js';
import type { Tx } from '../database/transaction.js';
import type { Id } from '../graph/id.js';
import { nodeName } from '../graph/node.js';
import { formatUnits } from '../graph/units.js';

type Row = { readonly id: Id };

/** Says that a node was made: `person.created`, with its properties. */
export function noteCreated(tx: Tx, entity: object, row: Row): void {
  note(tx, entity, row, 'created', propertiesOf(row));
}

/** Says that a node was changed: `person.updated`, with the properties that are others now. */
export function noteUpdated(tx: Tx, entity: object, row: Row, changes: object): void {
  note(tx, entity, row, 'updated', propertiesOf(changes));
}

/** Says that a node is no more: `record.deleted`, with what it was. */
export function noteDeleted(tx: Tx, entity: object, row: Row): void {
  note(tx, entity, row, 'deleted', propertiesOf(row));
}

function note(tx: Tx, entity: object, row: Row, what: string, payload: object): void {
  const typeName = nodeName(entity);
  if (!typeName) return;
  const noun = snakeCase(typeName).replace(/^_/, '');
  const personId = typeName === 'Person' ? row.id : ((row as { personId?: Id | null }).personId ?? null);
  tx.note({ type: `${noun}.${what}`, subject: [typeName, row.id], personId, payload });
}

const unspoken = new Set(['organizationId', 'id', 'version', 'createdAt', 'updatedAt']);

/** Properties as events tell them: an amount is text and named without its unit. */
function propertiesOf(values: object): object {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name, value]) => value !== undefined && !unspoken.has(name))
      .map(([name, value]) =>
        name.endsWith('Units') && typeof value === 'bigint'
          ? [name.slice(0, -'Units'.length), formatUnits(value)]
          : [name, value],
      ),
  );
}
