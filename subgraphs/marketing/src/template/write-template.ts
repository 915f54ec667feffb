import { changeRow, insertRow, requireText, type Tx } from '@kith/kernel';
import { authorize } from '../policy.js';
import { Template } from './template.entity.js';
import type { CreateTemplateInput, UpdateTemplateInput } from './template.inputs.js';

export async function createTemplate(
  tx: Tx,
  { name, subject = null, body }: CreateTemplateInput,
): Promise<Template> {
  authorize(tx.actor, 'template:write');
  return insertRow(tx, Template, { name: requireText(name, 'name'), subject, body });
}

export async function updateTemplate(
  tx: Tx,
  { id, expectedVersion, name, subject, body }: UpdateTemplateInput,
): Promise<Template> {
  authorize(tx.actor, 'template:write');
  const changes = {
    name: name == null ? undefined : requireText(name, 'name'),
    subject,
    body: body ?? undefined,
  };
  return changeRow(tx, Template, { id, expectedVersion }, changes);
}
